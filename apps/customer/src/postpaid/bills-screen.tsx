import { failureOf } from "@nexa/client";
import type { Bill } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { Money } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { Link } from "@tanstack/react-router";
import { ReceiptText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { BackLink } from "./back-link.tsx";
import { BillBadge } from "./bill-badge.tsx";
import { useBills } from "./bills.ts";

/** Every bill of the customer, newest first. */
export function BillsScreen() {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4">
      <BackLink to="/postpaid" />
      <h1 className="font-semibold text-2xl">{t("postpaid.bills")}</h1>
      <Bills />
    </div>
  );
}

function Bills() {
  const { t } = useTranslation();
  const found = useBills();
  if (found.isError) return <ErrorState failure={failureOf(found.error)} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton className="h-64 rounded-card" />;
  const bills = found.data.pages.flatMap((page) => page.items);
  if (bills.length === 0) {
    return <EmptyState icon={ReceiptText} title={t("postpaid.noBills")} text={t("postpaid.noBillsText")} />;
  }
  return (
    <>
      <Card className="overflow-hidden p-0">
        <ul className="divide-y">
          {bills.map((bill) => (
            <li key={bill.id}>
              <BillRow bill={bill} />
            </li>
          ))}
        </ul>
      </Card>
      {found.hasNextPage && (
        <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("family.more")}
        </Button>
      )}
    </>
  );
}

export function BillRow({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const { day, date } = useFormats();
  const period = { from: day(bill.periodStartsAt), until: date(bill.periodEndsAt) };
  return (
    <Link
      to="/postpaid/bills/$billId"
      params={{ billId: bill.id }}
      className="flex items-center justify-between gap-4 p-4 outline-offset-[-2px] hover:bg-muted"
    >
      <span className="min-w-0">
        <span className="block font-medium">{t("postpaid.period", period)}</span>
        <span className="tabular block text-muted-foreground text-sm">
          {bill.number} · {bill.planName}
        </span>
      </span>
      <span className="grid shrink-0 justify-items-end gap-1">
        <Money minor={bill.totalMinor} className="font-medium" />
        <BillBadge bill={bill} />
      </span>
    </Link>
  );
}
