import type { PublicPlan } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { useTranslation } from "react-i18next";

/** Stays in sight while plans are being chosen to compare. */
export function CompareBar(props: { plans: readonly PublicPlan[]; onClear: () => void; onCompare: () => void }) {
  const { t } = useTranslation();
  const count = props.plans.length;
  if (count === 0) return null;
  return (
    <div
      role="status"
      className="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-20 flex items-center gap-2 rounded-card border bg-card p-2 pl-4 text-sm shadow-card md:bottom-4"
    >
      <span className="min-w-0 grow truncate">
        <span className="block font-medium">{t("plans.chosen", { count })}</span>
        <span className="block truncate text-muted-foreground">{props.plans.map(({ name }) => name).join(", ")}</span>
      </span>
      <Button variant="quiet" onClick={props.onClear}>
        {t("plans.compareClear")}
      </Button>
      <Button variant="primary" onClick={props.onCompare} disabled={count < 2}>
        {count < 2 ? t("plans.compareMore") : t("plans.compare")}
      </Button>
    </div>
  );
}
