import type { LineUsage } from "@nexa/contracts";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";
import { Ring } from "./ring.tsx";

type DataBalance = NonNullable<LineUsage["base"]>["balances"]["data"];

/** The ring: how much data is left of what the plan gives. */
export function DataLeft({ data, planName }: { data: DataBalance; planName: string }) {
  const { t } = useTranslation();
  const { volume } = useFormats();
  const { allowance, remaining } = data;
  const [figure, below, share] =
    allowance === null || remaining === null
      ? [t("home.unlimited"), t("home.unlimitedData"), 1]
      : allowance === 0
        ? ["–", t("home.noData"), 0]
        : [volume(remaining), t("home.ofLeft", { all: volume(allowance) }), remaining / allowance];
  return (
    <div className="grid justify-items-center gap-3">
      <Ring share={share} label={`${planName}: ${figure} ${below}`}>
        <span className="tabular font-semibold text-2xl">{figure}</span>
        <span className="tabular max-w-30 text-muted-foreground text-sm">{below}</span>
      </Ring>
      <p className="font-medium text-sm">{planName}</p>
    </div>
  );
}
