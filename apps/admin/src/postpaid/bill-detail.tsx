import type { AdminBill } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Moment, Money, Phone } from "@nexa/ui/format/display.tsx";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../app/use-may.ts";
import { Fact, Facts } from "../run/facts.tsx";
import { SimpleTable } from "../run/simple-table.tsx";
import { CreditDialog } from "./credit-dialog.tsx";
import { OfflinePaymentDialog } from "./offline-payment-dialog.tsx";
import { BILL_TONES } from "./tones.ts";

/** A bill with its lines, what is still to be paid, and what staff do about it. */
export function BillDetail({ bill }: { bill: AdminBill }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-6">
      <Facts>
        <Fact label={t("postpaid.customer")}>
          <Link
            to="/customers/$customerId"
            params={{ customerId: bill.customer.id }}
            className="text-brand-strong hover:underline"
          >
            {bill.customer.fullName}
          </Link>
        </Fact>
        <Fact label={t("postpaid.number")}>
          <Phone number={bill.phoneNumber} />
        </Fact>
        <Fact label={t("postpaid.status")}>
          <Badge tone={BILL_TONES[bill.status]}>{t(`postpaid.billStatuses.${bill.status}`)}</Badge>
        </Fact>
        <Fact label={t("postpaid.plan")}>{bill.planName}</Fact>
        <Fact label={t("postpaid.period")} isWide>
          <Moment at={bill.periodStartsAt} /> – <Moment at={bill.periodEndsAt} />
        </Fact>
        <Fact label={t("postpaid.issued")}>
          <Moment at={bill.issuedAt} />
        </Fact>
        <Fact label={t("postpaid.due")}>
          <Moment at={bill.dueAt} />
        </Fact>
      </Facts>
      <SimpleTable
        label={t("postpaid.lines")}
        rows={bill.lines}
        keyOf={(line) => `${line.kind}${line.description}`}
        columns={[
          { name: "what", header: t("postpaid.lines"), cell: (line) => line.description },
          { name: "kind", header: t("postpaid.kind"), cell: (line) => t(`postpaid.lineKinds.${line.kind}`) },
          {
            name: "amount",
            header: t("postpaid.amount"),
            isRight: true,
            cell: (line) => <Money minor={line.amountMinor} />,
          },
        ]}
      />
      <Sums bill={bill} />
      <BillActions bill={bill} />
    </div>
  );
}

function Sums({ bill }: { bill: AdminBill }) {
  const { t } = useTranslation();
  const rows = [
    { label: t("postpaid.total"), minor: bill.totalMinor },
    { label: t("postpaid.tax", { name: bill.taxName, percent: bill.taxPercent }), minor: bill.taxMinor },
    { label: t("postpaid.credited"), minor: bill.creditedMinor },
    { label: t("postpaid.paid"), minor: bill.paidMinor },
    { label: t("postpaid.outstanding"), minor: bill.outstandingMinor },
  ];
  return (
    <dl className="grid gap-1 text-sm">
      {rows.map(({ label, minor }) => (
        <div key={label} className="flex justify-between gap-4 last:border-t last:pt-1 last:font-medium">
          <dt>{label}</dt>
          <dd>
            <Money minor={minor} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function BillActions({ bill }: { bill: AdminBill }) {
  const { t } = useTranslation();
  const may = useMay("transactions.refund");
  const [asked, setAsked] = useState<"credit" | "offline" | null>(null);
  if (bill.isPaymentPending) return <p className="text-sm text-warning">{t("postpaid.pending")}</p>;
  if (!may || bill.status === "void") return null;
  const close = () => setAsked(null);
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => setAsked("credit")}>{t("postpaid.credit")}</Button>
      {bill.outstandingMinor > 0 && (
        <Button variant="primary" onClick={() => setAsked("offline")}>
          {t("postpaid.offline")}
        </Button>
      )}
      {asked === "credit" && <CreditDialog bill={bill} onClose={close} />}
      {asked === "offline" && <OfflinePaymentDialog bill={bill} onClose={close} />}
    </div>
  );
}
