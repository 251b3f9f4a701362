import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate, useRouterState } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api } from "./api.ts";
import { FrontPage } from "./front-page.tsx";

/** With the token of a link (behind the #) a new password is set; without one a link is asked for. */
export function ResetPasswordScreen() {
  const { t } = useTranslation();
  const hash = useRouterState({ select: (state) => state.location.hash });
  const token = new URLSearchParams(hash).get("token");
  return (
    <FrontPage title={t(token === null ? "reset.ask" : "reset.set")}>
      {token === null ? <AskForLink /> : <SetPassword token={token} />}
      <Link to="/sign-in" className="text-brand-strong text-sm underline-offset-4 hover:underline">
        {t("reset.back")}
      </Link>
    </FrontPage>
  );
}

function AskForLink() {
  const { t } = useTranslation();
  const form = useForm<{ email: string }>();
  const ask = useMutation(api.identity.requestReset.mutationOptions());
  if (ask.isSuccess) return <p role="status">{t("reset.sent", { minutes: Math.round(ask.data.expiresIn / 60) })}</p>;
  return (
    <form onSubmit={form.handleSubmit((typed) => ask.mutate(typed))} className="grid gap-4">
      <Field label={t("signIn.email")} hint={t("reset.askHint")}>
        {(control) => <Input {...control} type="email" autoComplete="username" required {...form.register("email")} />}
      </Field>
      <FormError failure={ask.error ? failureOf(ask.error) : null} />
      <Button type="submit" variant="primary" size="lg" isBusy={ask.isPending}>
        {t("reset.send")}
      </Button>
    </form>
  );
}

function SetPassword({ token }: { token: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useForm<{ newPassword: string }>();
  const set = useMutation(
    api.identity.resetPassword.mutationOptions({
      onSuccess: async () => {
        toast.success(t("reset.done"));
        await navigate({ to: "/sign-in", replace: true });
      },
    }),
  );
  return (
    <form onSubmit={form.handleSubmit(({ newPassword }) => set.mutate({ token, newPassword }))} className="grid gap-4">
      <Field label={t("profile.newPassword")} hint={t("profile.passwordHint")}>
        {(control) => (
          <Input {...control} type="password" autoComplete="new-password" required {...form.register("newPassword")} />
        )}
      </Field>
      <FormError failure={set.error ? failureOf(set.error) : null} />
      <Button type="submit" variant="primary" size="lg" isBusy={set.isPending}>
        {t("reset.submit")}
      </Button>
    </form>
  );
}
