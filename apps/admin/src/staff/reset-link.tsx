import { failureOf } from "@nexa/client";
import type { Admin } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { OnceShown } from "../run/once-shown.tsx";

/** A one-time link by which a colleague sets a new password, for where no mail comes through. */
export function ResetLink({ admin }: { admin: Admin }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const { dateTime } = useFormats();
  const issue = useMutation({
    ...api.identity.issueAdminResetLink.mutationOptions(),
    onError: (error) => toast.error(text(failureOf(error))),
  });
  if (admin.status !== "active") return null;
  if (issue.data) {
    const { link, expiresAt } = issue.data;
    return (
      <OnceShown label={t("staff.link")} hint={t("staff.linkHint", { until: dateTime(expiresAt) })} value={link} />
    );
  }
  return (
    <div>
      <Button isBusy={issue.isPending} onClick={() => issue.mutate({ adminId: admin.id })}>
        {t("staff.makeLink")}
      </Button>
    </div>
  );
}
