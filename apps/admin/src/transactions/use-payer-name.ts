import type { AdminTransaction } from "@nexa/contracts";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** Who paid, by name: a customer, or the partner that sold it. */
export function usePayerName(): (transaction: AdminTransaction) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ payer, partner }) => {
      if (partner) return t("transactions.partner", { name: partner.name });
      return payer?.fullName || t("transactions.erased");
    },
    [t],
  );
}
