import type { AdminActivation } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { ReasonDialog } from "../run/reason-dialog.tsx";

type Action = "suspend" | "restore" | "cancel";

/** Suspends, restores or ends a plan, each with its reason. */
export function ActivationActions({ activation }: { activation: AdminActivation }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Action | null>(null);
  const suspend = useMutation(api.postpaid.suspend.mutationOptions());
  const restore = useMutation(api.postpaid.restore.mutationOptions());
  const cancel = useMutation(api.postpaid.cancel.mutationOptions());
  const { id: activationId, status } = activation;
  if (status === "cancelled") return null;
  const act = async (action: Action, reason: string) => {
    const change = { activationId, reason };
    if (action === "suspend") await suspend.mutateAsync(change);
    else if (action === "restore") await restore.mutateAsync(change);
    else await cancel.mutateAsync(change);
    toast.success(t(`postpaid.done.${action}`));
    await queries.invalidateQueries({ queryKey: api.postpaid.pathKey() });
  };
  return (
    <div className="flex flex-wrap gap-2">
      {status === "suspended" ? (
        <Button variant="primary" onClick={() => setAsked("restore")}>
          {t("postpaid.actions.restore")}
        </Button>
      ) : (
        <Button onClick={() => setAsked("suspend")}>{t("postpaid.actions.suspend")}</Button>
      )}
      <Button variant="danger" onClick={() => setAsked("cancel")}>
        {t("postpaid.actions.cancel")}
      </Button>
      {asked !== null && (
        <ReasonDialog
          title={t(`postpaid.actions.${asked}`)}
          confirmLabel={t(`postpaid.actions.${asked}`)}
          isDangerous={asked !== "restore"}
          onClose={() => setAsked(null)}
          onSubmit={(reason) => act(asked, reason)}
        >
          <p>{t(`postpaid.effects.${asked}`)}</p>
        </ReasonDialog>
      )}
    </div>
  );
}
