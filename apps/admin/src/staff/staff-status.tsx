import { failureOf } from "@nexa/client";
import type { Admin } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";

/** Takes a colleague's access away, or gives it back. */
export function StaffStatus({ admin }: { admin: Admin }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const outcome = {
    onSuccess: () => {
      setIsAsking(false);
      toast.success(t("staff.saved"));
      return queries.invalidateQueries({ queryKey: api.identity.listAdmins.pathKey() });
    },
    onError: (error: unknown) => {
      setIsAsking(false);
      toast.error(text(failureOf(error)));
    },
  };
  const disable = useMutation({ ...api.identity.disableAdmin.mutationOptions(), ...outcome });
  const enable = useMutation({ ...api.identity.enableAdmin.mutationOptions(), ...outcome });
  const who = { adminId: admin.id };
  if (admin.status === "disabled") {
    return (
      <div>
        <Button isBusy={enable.isPending} onClick={() => enable.mutate(who)}>
          {t("staff.enable")}
        </Button>
      </div>
    );
  }
  return (
    <div>
      <Button variant="danger" onClick={() => setIsAsking(true)}>
        {t("staff.disable")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t("staff.disableTitle", { name: admin.fullName })}
        confirmLabel={t("staff.disable")}
        isDangerous
        isBusy={disable.isPending}
        onConfirm={() => disable.mutate(who)}
      >
        <p>{t("staff.disableText")}</p>
      </ConfirmDialog>
    </div>
  );
}
