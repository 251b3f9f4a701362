import type { Bill } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BillBadge } from "./bill-badge.tsx";
import { useBills } from "./bills.ts";

/** What is to be paid, also of plans that were cancelled. */
export function OpenBills() {
  const found = useBills();
  const bills = found.data?.pages.flatMap((page) => page.items) ?? [];
  const open = bills.filter(({ status }) => status === "issued" || status === "overdue").reverse();
  return open.map((bill) => <OpenBill key={bill.id} bill={bill} />);
}

function OpenBill({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const { money, date } = useFormats();
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3">
      <div className="grid gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="tabular font-semibold">{bill.number}</h2>
          <BillBadge bill={bill} />
        </div>
        <p className="text-muted-foreground text-sm">
          {bill.planName} · {t("postpaid.dueBy", { at: date(bill.dueAt) })}
        </p>
      </div>
      <Button asChild variant={bill.isPaymentPending ? "secondary" : "primary"}>
        <Link to="/postpaid/bills/$billId" params={{ billId: bill.id }}>
          {bill.isPaymentPending ? t("family.details") : t("postpaid.pay", { amount: money(bill.outstandingMinor) })}
        </Link>
      </Button>
    </Card>
  );
}
