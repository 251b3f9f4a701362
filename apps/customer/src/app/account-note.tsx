import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "./api.ts";

/** An account that staff set inactive, or whose number is not confirmed, may look at everything and buy nothing: says so, with the way out. */
export function AccountNote() {
  const { t } = useTranslation();
  const { data: profile } = useSuspenseQuery(api.customers.getProfile.queryOptions({}));
  const isInactive = profile.status === "inactive";
  if (profile.isPhoneVerified && !isInactive) return null;
  return (
    <p className="mb-4 rounded-card bg-warning-soft px-4 py-3 text-sm text-warning">
      {isInactive ? t("shell.inactive") : t("shell.unverified")}{" "}
      <Link to={isInactive ? "/help" : "/confirm-number"} className="font-medium underline underline-offset-4">
        {isInactive ? t("shell.help") : t("shell.confirmNumber")}
      </Link>
    </p>
  );
}
