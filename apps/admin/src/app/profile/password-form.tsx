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
import { api, queryClient } from "../api.ts";

type Typed = { currentPassword: string; newPassword: string };

/** Changes one's own password; all other sessions end with it. */
export function PasswordForm() {
  const { t } = useTranslation();
  const form = useForm<Typed>();
  const change = useMutation(
    api.identity.changePassword.mutationOptions({
      onSuccess: async () => {
        form.reset();
        toast.success(t("profile.passwordChanged"));
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: api.identity.listSessions.pathKey() }),
          queryClient.invalidateQueries({ queryKey: api.identity.getProfile.pathKey() }),
        ]);
      },
    }),
  );
  return (
    <form onSubmit={form.handleSubmit((typed) => change.mutate(typed))} className="grid gap-3">
      <Field label={t("profile.currentPassword")}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="current-password"
            required
            {...form.register("currentPassword")}
          />
        )}
      </Field>
      <Field label={t("profile.newPassword")} hint={t("profile.passwordHint")}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="new-password"
            required
            minLength={PASSWORD_LENGTH.min}
            {...form.register("newPassword")}
          />
        )}
      </Field>
      <FormError failure={change.error ? failureOf(change.error) : null} />
      <Button type="submit" variant="primary" isBusy={change.isPending} className="justify-self-start">
        {t("profile.changePassword")}
      </Button>
    </form>
  );
}
