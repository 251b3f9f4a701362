import type { Line } from "@nexa/contracts";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight, ReceiptText } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useBills } from "../postpaid/bills.ts";

/** What stands in the way of a postpaid number: its plan is suspended, or a bill of it is to be paid. */
export function PostpaidNote({ line }: { line: Line }) {
  const { t } = useTranslation();
  const { money, date } = useFormats();
  const activations = useQuery(api.postpaid.getActivation.queryOptions({})).data?.items ?? [];
  const bills = useBills().data?.pages.flatMap((page) => page.items) ?? [];
  const suspended = activations.find(({ lineId, status }) => lineId === line.id && status === "suspended");
  const open = bills.filter(({ status }) => status === "issued" || status === "overdue");
  const bill = open.findLast(({ phoneNumber }) => phoneNumber === line.phoneNumber);
  if (!suspended && !bill) return null;
  const isPressing = suspended !== undefined || bill?.status === "overdue";
  return (
    <Note isPressing={isPressing} billId={bill?.id}>
      {suspended && t(suspended.suspendedFor === "overdue" ? "postpaid.overdueNote" : "postpaid.staffNote")}
      {bill && (
        <span className="tabular block font-medium">
          {t(bill.status === "overdue" ? "home.billOverdue" : "home.billDue", {
            amount: money(bill.outstandingMinor),
            at: date(bill.dueAt),
          })}
        </span>
      )}
    </Note>
  );
}

function Note(props: { isPressing: boolean; billId: string | undefined; children: ReactNode }) {
  const look = props.isPressing ? "bg-negative-soft text-negative" : "bg-warning-soft text-warning";
  const className = `flex items-center gap-3 rounded-card px-4 py-3 text-sm ${look}`;
  const inside = (
    <>
      <ReceiptText aria-hidden className="size-5 shrink-0" />
      <span className="min-w-0 grow">{props.children}</span>
      <ChevronRight aria-hidden className="size-4 shrink-0" />
    </>
  );
  if (props.billId === undefined) {
    return (
      <Link to="/postpaid" className={className}>
        {inside}
      </Link>
    );
  }
  return (
    <Link to="/postpaid/bills/$billId" params={{ billId: props.billId }} className={className}>
      {inside}
    </Link>
  );
}
