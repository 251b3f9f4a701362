import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "./api.ts";

/** An account whose number is not confirmed may look at everything and buy nothing: says so, with the way out. */
export function UnverifiedNote() {
  const { t } = useTranslation();
  const { data: profile } = useSuspenseQuery(api.customers.getProfile.queryOptions({}));
  if (profile.isPhoneVerified) return null;
  return (
    <p className="mb-4 rounded-card bg-warning-soft px-4 py-3 text-sm text-warning">
      {t("shell.unverified")}{" "}
      <Link to="/confirm-number" className="font-medium underline underline-offset-4">
        {t("shell.confirmNumber")}
      </Link>
    </p>
  );
}
