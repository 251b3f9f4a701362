import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { leaveAccount } from "./leave-account.ts";

export function CloseAccount() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="grid justify-items-start gap-2 px-1">
      <h2 className="font-medium">{t("you.close")}</h2>
      <p className="text-muted-foreground text-sm">{t("you.closeText")}</p>
      <Button variant="danger" onClick={() => setOpen(true)}>
        {t("you.close")}
      </Button>
      {isOpen && <CloseDialog onClose={() => setOpen(false)} />}
    </section>
  );
}

/** For good, so the word and the password are both asked for. */
function CloseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const navigate = useNavigate();
  const [word, setWord] = useState("");
  const [password, setPassword] = useState("");
  const close = useMutation(
    api.customers.closeAccount.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: "/sign-in" });
        await leaveAccount();
        toast.success(t("you.closed"));
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    close.mutate({ password });
  };
  const needed = t("you.closeWord");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("you.closeTitle")}
      description={t("you.closeWarning")}
      actions={
        <>
          <Button onClick={onClose}>{t("you.keep")}</Button>
          <Button
            type="submit"
            form={formId}
            variant="danger"
            disabled={word.trim() !== needed}
            isBusy={close.isPending}
          >
            {t("you.close")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4 pt-2">
        <Field label={t("you.closeType", { word: needed })}>
          {(control) => (
            <Input {...control} autoComplete="off" value={word} onChange={(event) => setWord(event.target.value)} />
          )}
        </Field>
        <Field label={t("you.yourPassword")}>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <FormError failure={close.error && failureOf(close.error)} />
      </form>
    </Dialog>
  );
}
