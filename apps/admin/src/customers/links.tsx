import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

const LINK = "text-brand-strong underline decoration-brand-strong/40 underline-offset-4 hover:decoration-brand-strong";

/** To a customer's page; the name of a closed account is gone. */
export function CustomerLink({ id, children }: { id: string; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Link to="/customers/$customerId" params={{ customerId: id }} className={LINK}>
      {children || t("customers.erased")}
    </Link>
  );
}

export function TransactionLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link to="/transactions/$transactionId" params={{ transactionId: id }} className={LINK}>
      {children}
    </Link>
  );
}
