import { ChevronFirst, ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../components/button.tsx";
import type { TablePage } from "./columns.ts";

/** Goes from page to page. Absent where everything fits on one. */
export function Pager<Row>({ page }: { page: TablePage<Row> }) {
  const { t } = useTranslation("ui");
  if (!page.onNext && !page.onFirst) return null;
  const go = (action: (() => void) | null) => ({ disabled: action === null, onClick: () => action?.() });
  return (
    <nav aria-label={t("table.pages")} className="flex items-center justify-end gap-1">
      <Button size="sm" variant="quiet" aria-label={t("table.first")} {...go(page.onFirst)}>
        <ChevronFirst />
      </Button>
      <Button size="sm" variant="quiet" {...go(page.onPrevious)}>
        <ChevronLeft />
        {t("table.previous")}
      </Button>
      <Button size="sm" variant="quiet" {...go(page.onNext)}>
        {t("table.next")}
        <ChevronRight />
      </Button>
    </nav>
  );
}
