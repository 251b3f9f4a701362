import { type ClientFailure, failureOf, session } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { createFileRoute, Link, useNavigate, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { queryClient } from "../app/api.ts";
import { FrontPage } from "../app/front-page.tsx";

/** `next` is where the visitor was going: a path of this app. */
type SignInSearch = { next?: string; hasEnded?: boolean };

export const Route = createFileRoute("/sign-in")({
  validateSearch: (search): SignInSearch => ({
    ...(typeof search.next === "string" && /^\/(?!\/)/.test(search.next) && { next: search.next }),
    ...(search.hasEnded === true && { hasEnded: true }),
  }),
  component: SignIn,
});

type Typed = { email: string; password: string };

function SignIn() {
  const { t } = useTranslation();
  const { next, hasEnded } = Route.useSearch();
  const form = useForm<Typed>();
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const router = useRouter();
  const navigate = useNavigate();
  const submit = form.handleSubmit(async (typed) => {
    setFailure(null);
    try {
      await session.signInStaff(typed);
      queryClient.clear();
      if (next) router.history.push(`/console${next}`);
      else await navigate({ to: "/" });
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FrontPage title={t("signIn.title")}>
      {hasEnded && <p className="text-muted-foreground text-sm">{t("signIn.ended")}</p>}
      <form onSubmit={submit} className="grid gap-4">
        <Field label={t("signIn.email")}>
          {(control) => (
            <Input {...control} type="email" autoComplete="username" autoFocus required {...form.register("email")} />
          )}
        </Field>
        <Field label={t("signIn.password")}>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="current-password"
              required
              {...form.register("password")}
            />
          )}
        </Field>
        <FormError failure={failure} />
        <Button type="submit" variant="primary" size="lg" isBusy={form.formState.isSubmitting}>
          {t("signIn.submit")}
        </Button>
      </form>
      <Link to="/reset-password" className="text-brand-strong text-sm underline-offset-4 hover:underline">
        {t("reset.forgot")}
      </Link>
    </FrontPage>
  );
}
