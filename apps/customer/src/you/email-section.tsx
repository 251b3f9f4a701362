import { failureOf } from "@nexa/client";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { ProofDialog } from "./proof-dialog.tsx";
import { keepProfile, reloadProfile, useProfile } from "./use-profile.ts";

export function EmailSection() {
  const { t } = useTranslation();
  const { email, isEmailVerified } = useProfile();
  const [open, setOpen] = useState<"change" | "remove" | null>(null);
  const close = () => {
    setOpen(null);
    // A request alone already shows the address as not confirmed.
    void reloadProfile();
  };
  return (
    <Card className="grid gap-3">
      <h2 className="font-medium">{t("you.email")}</h2>
      <p className="flex flex-wrap items-center gap-2 wrap-anywhere text-sm">
        {email ?? <span className="text-muted-foreground">{t("you.noEmail")}</span>}
        {email && (
          <Badge tone={isEmailVerified ? "positive" : "warning"}>
            {isEmailVerified ? t("you.verified") : t("you.unverified")}
          </Badge>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setOpen("change")}>{email ? t("you.changeEmail") : t("you.addEmail")}</Button>
        {email && (
          <Button variant="quiet" onClick={() => setOpen("remove")}>
            {t("you.remove")}
          </Button>
        )}
      </div>
      {open === "change" && (
        <ProofDialog
          onClose={close}
          title={t("you.email")}
          text={t("you.emailText")}
          kind="email"
          submitLabel={t("you.confirm")}
          request={(address) => client.customers.requestEmailCode.mutate({ email: address })}
          confirm={async ({ address, code }) => {
            keepProfile(await client.customers.confirmEmail.mutate({ email: address, code }));
            toast.success(t("you.emailConfirmed"));
          }}
        />
      )}
      {open === "remove" && <RemoveEmail onClose={() => setOpen(null)} />}
    </Card>
  );
}

function RemoveEmail({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const remove = useMutation(
    api.customers.removeEmail.mutationOptions({
      onSuccess: (profile) => {
        keepProfile(profile);
        onClose();
      },
      onError: (error) => void toast.error(text(failureOf(error))),
    }),
  );
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("you.removeEmailTitle")}
      confirmLabel={t("you.remove")}
      isDangerous
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({})}
    >
      <p>{t("you.removeEmailText")}</p>
    </ConfirmDialog>
  );
}
