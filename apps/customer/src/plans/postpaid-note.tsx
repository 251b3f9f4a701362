import type { Line } from "@nexa/contracts";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** A number on postpaid takes no prepaid plan: said before anybody chooses one. */
export function PostpaidNote({ line }: { line: Line | null }) {
  const { t } = useTranslation();
  if (line === null || !line.mode.startsWith("postpaid")) return null;
  return (
    <p className="rounded-control bg-muted px-3 py-2 text-sm">
      {t("plans.postpaidLine", { phone: groupPhone(line.phoneNumber) })}{" "}
      <Link to="/postpaid" className="font-medium text-brand-strong underline underline-offset-4">
        {t("plans.seePostpaid")}
      </Link>
    </p>
  );
}
