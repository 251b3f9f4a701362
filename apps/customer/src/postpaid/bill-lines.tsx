import type { BillLine } from "@nexa/contracts";
import { Money } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";

type Priced = { lines: BillLine[]; totalMinor: number; taxMinor: number; taxPercent: number; taxName: string };

/** What a cycle costs, line by line, with the tax that is in it. */
export function BillLines({ of }: { of: Priced }) {
  const { t } = useTranslation();
  const { money, percent, volume } = useFormats();
  const describe = ({ kind, description, quantity }: BillLine) => {
    if (kind === "overage") return t("postpaid.lineVolume", { text: description, volume: volume(quantity) });
    return quantity > 1 ? t("postpaid.lineCount", { text: description, count: quantity }) : description;
  };
  return (
    <div>
      <dl className="grid gap-2 text-sm">
        {of.lines.map((line, index) => (
          <div key={`${line.kind}-${line.description}-${index}`} className="flex justify-between gap-4">
            <dt>{describe(line)}</dt>
            <dd>
              <Money minor={line.amountMinor} />
            </dd>
          </div>
        ))}
        <div className="flex justify-between gap-4 border-t pt-2 font-semibold">
          <dt>{t("postpaid.total")}</dt>
          <dd>
            <Money minor={of.totalMinor} />
          </dd>
        </div>
      </dl>
      <p className="mt-1 text-muted-foreground text-sm">
        {t("postpaid.taxIn", { tax: money(of.taxMinor), name: of.taxName, percent: percent(of.taxPercent / 100) })}
      </p>
    </div>
  );
}
