import { failureOf } from "@nexa/client";
import type { AdminActivation, AdminBill } from "@nexa/contracts";
import type { ActivationStatus, BillStatus } from "@nexa/contracts/enums";
import { Badge, type Tone } from "@nexa/ui/components/badge.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { Money, Phone } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { TransactionRow } from "../../transactions/transaction-row.tsx";
import { Part, Row, Rows, RowsSkeleton } from "../facts.tsx";

const ACTIVATION: Record<ActivationStatus, Tone> = { active: "positive", suspended: "negative", cancelled: "neutral" };
const BILL: Record<BillStatus, Tone> = {
  issued: "warning",
  overdue: "negative",
  paid: "positive",
  credited: "neutral",
  void: "neutral",
};

export function PostpaidTab({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const query = useQuery(api.postpaid.getCustomerHistory.queryOptions({ customerId, limit: 50 }));
  if (query.isError) return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (!query.data) return <RowsSkeleton />;
  const { activations, bills, payments } = query.data;
  if (activations.length === 0) return <EmptyState title={t("customers.postpaid.none")} />;
  const none = (text: string) => <p className="text-muted-foreground text-sm">{text}</p>;
  return (
    <div className="grid gap-6">
      <Part title={t("customers.postpaid.activations")}>
        <Rows>
          {activations.map((activation) => (
            <ActivationRow key={activation.id} activation={activation} />
          ))}
        </Rows>
      </Part>
      <Part title={t("customers.postpaid.bills")}>
        {bills.length === 0 && none(t("customers.postpaid.noBills"))}
        <Rows>
          {bills.map((bill) => (
            <BillRow key={bill.id} bill={bill} />
          ))}
        </Rows>
      </Part>
      <Part title={t("customers.postpaid.payments")}>
        {payments.length === 0 && none(t("customers.postpaid.noPayments"))}
        <Rows>
          {payments.map((payment) => (
            <TransactionRow key={payment.id} transaction={payment} />
          ))}
        </Rows>
      </Part>
    </div>
  );
}

function ActivationRow({ activation }: { activation: AdminActivation }) {
  const { t } = useTranslation();
  const { date, money } = useFormats();
  const { cycle, outstandingMinor } = activation;
  return (
    <Row
      title={
        <>
          {activation.planName} · <Phone number={activation.phoneNumber} />
        </>
      }
      text={[
        cycle && t("customers.postpaid.cycle", { number: cycle.number, date: date(cycle.endsAt) }),
        t("customers.postpaid.numbers", { count: activation.secondaryCount, max: activation.maxSecondaryNumbers }),
        activation.statusReason,
      ]
        .filter(Boolean)
        .join(" · ")}
      end={
        <Badge tone={ACTIVATION[activation.status]}>{t(`customers.postpaid.activation.${activation.status}`)}</Badge>
      }
      endText={
        outstandingMinor > 0
          ? t("customers.postpaid.outstanding", { amount: money(outstandingMinor) })
          : t("customers.postpaid.paid")
      }
    />
  );
}

function BillRow({ bill }: { bill: AdminBill }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const isOpen = bill.status === "issued" || bill.status === "overdue";
  const due = isOpen ? `, ${t("customers.postpaid.due", { date: date(bill.dueAt) })}` : "";
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-2">
          <span className="tabular">{bill.number}</span>
          <Badge tone={BILL[bill.status]}>{t(`customers.postpaid.bill.${bill.status}`)}</Badge>
        </span>
      }
      text={t("subscriptions.from", { start: date(bill.periodStartsAt), end: date(bill.periodEndsAt) }) + due}
      end={<Money minor={bill.totalMinor} />}
    />
  );
}
