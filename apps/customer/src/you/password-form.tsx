import { failureOf } from "@nexa/client";
import { PASSWORD_LENGTH } from "@nexa/contracts/password-length";
import { Button } from "@nexa/ui/components/button.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import { useProfile } from "./use-profile.ts";

type Typed = { currentPassword: string; newPassword: string };

export function PasswordForm() {
  const { t } = useTranslation();
  const { phoneNumber } = useProfile();
  const form = useForm<Typed>();
  const change = useMutation(
    api.identity.changePassword.mutationOptions({
      onSuccess: async () => {
        form.reset();
        toast.success(t("you.passwordChanged"));
        await queryClient.invalidateQueries({ queryKey: api.identity.listSessions.pathKey() });
      },
    }),
  );
  return (
    <form onSubmit={form.handleSubmit((typed) => change.mutate(typed))} className="grid gap-4">
      <div className="grid gap-1">
        <h2 className="font-medium">{t("you.password")}</h2>
        <p className="text-muted-foreground text-sm">{t("you.passwordText")}</p>
      </div>
      <input type="text" autoComplete="username" value={phoneNumber ?? ""} readOnly hidden />
      <Field label={t("you.currentPassword")}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="current-password"
            required
            maxLength={PASSWORD_LENGTH.max}
            {...form.register("currentPassword")}
          />
        )}
      </Field>
      <Field label={t("you.newPassword")} hint={t("you.newPasswordHint")}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="new-password"
            required
            minLength={PASSWORD_LENGTH.min}
            maxLength={128}
            {...form.register("newPassword")}
          />
        )}
      </Field>
      <FormError failure={change.error && failureOf(change.error)} />
      <Button type="submit" variant="primary" className="justify-self-start" isBusy={change.isPending}>
        {t("you.changePassword")}
      </Button>
    </form>
  );
}
