import { failureOf } from "@nexa/client";
import type { Bill } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { Money, Phone } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { Download, ReceiptText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { BackLink } from "./back-link.tsx";
import { BillBadge } from "./bill-badge.tsx";
import { BillLines } from "./bill-lines.tsx";
import { billQuery } from "./bills.ts";
import { PayBill } from "./pay-bill.tsx";

const LOOK_EVERY_MS = 3_000;

/** A bill with its lines, its PDF, and its payment. */
export function BillScreen({ billId }: { billId: string }) {
  return (
    <div className="grid gap-4">
      <BackLink to="/postpaid/bills" />
      <FoundBill billId={billId} />
    </div>
  );
}

function FoundBill({ billId }: { billId: string }) {
  const { t } = useTranslation();
  const found = useQuery({
    ...billQuery(billId),
    refetchInterval: ({ state }) => (state.data?.isPaymentPending ? LOOK_EVERY_MS : false),
  });
  if (found.isError) return <ErrorState failure={failureOf(found.error)} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Skeleton className="h-80 rounded-card" />;
  if (found.data === null) return <EmptyState icon={ReceiptText} title={t("postpaid.noBill")} />;
  return <BillView bill={found.data} />;
}

function BillView({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const { date, day } = useFormats();
  const settled = bill.settledAt && t("postpaid.paidOn", { at: date(bill.settledAt) });
  return (
    <>
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h1 className="tabular font-semibold text-2xl">{t("postpaid.billTitle", { number: bill.number })}</h1>
          <p className="text-muted-foreground text-sm">
            {bill.planName} · <Phone number={bill.phoneNumber} />
          </p>
        </div>
        <BillBadge bill={bill} />
      </header>
      <Card className="grid gap-4">
        <div className="flex flex-wrap justify-between gap-x-4 gap-y-1 text-sm">
          <span>{t("postpaid.period", { from: day(bill.periodStartsAt), until: date(bill.periodEndsAt) })}</span>
          <span className="text-muted-foreground">{settled ?? t("postpaid.dueBy", { at: date(bill.dueAt) })}</span>
        </div>
        <BillLines of={bill} />
        <Sums bill={bill} />
        <Button asChild className="justify-self-start">
          <a href={`/customer/postpaid/bills/${bill.id}/pdf`} download={`${bill.number}.pdf`}>
            <Download aria-hidden />
            {t("postpaid.pdf")}
          </a>
        </Button>
      </Card>
      <PayBill key={bill.id} bill={bill} />
    </>
  );
}

/** What was credited and paid already, where there is something to say. */
function Sums({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const sums = [
    ["credited", bill.creditedMinor],
    ["paid", bill.paidMinor],
    ["outstanding", bill.outstandingMinor],
  ] as const;
  if (bill.creditedMinor === 0 && bill.paidMinor === 0) return null;
  return (
    <dl className="grid gap-2 border-t pt-3 text-sm">
      {sums.map(([name, minor]) => (
        <div key={name} className="flex justify-between gap-4">
          <dt className="text-muted-foreground">{t(`postpaid.${name}`)}</dt>
          <dd>
            <Money minor={minor} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
