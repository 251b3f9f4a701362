import { session } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { PhoneInput } from "@nexa/ui/components/phone-input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { Link } from "@tanstack/react-router";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { FrontPage } from "../app/front-page.tsx";
import type { SignInSearch } from "./front-search.ts";
import { useEnter } from "./use-enter.ts";
import { useSubmit } from "./use-submit.ts";

type Typed = { phoneNumber: string; password: string };

export function SignInScreen({ next, hasEnded }: SignInSearch) {
  const { t } = useTranslation();
  const form = useForm<Typed>();
  const { failure, isBusy, submit } = useSubmit();
  const enter = useEnter(next);
  const signIn = form.handleSubmit((typed) =>
    submit(async () => {
      await session.signInCustomer(typed);
      await enter();
    }),
  );
  return (
    <FrontPage title={t("signIn.title")} text={hasEnded && t("signIn.ended")} below={<OtherWays next={next} />}>
      <form onSubmit={signIn} className="grid gap-4">
        <Field label={t("signIn.phone")}>
          {(control) => <PhoneInput {...control} autoFocus required {...form.register("phoneNumber")} />}
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
        <Button type="submit" variant="primary" size="lg" isBusy={isBusy}>
          {t("signIn.submit")}
        </Button>
      </form>
    </FrontPage>
  );
}

function OtherWays({ next }: { next: string | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="text-muted-foreground">
        {t("signIn.newHere")}{" "}
        <Button asChild variant="link">
          <Link to="/register" search={next ? { next } : {}}>
            {t("signIn.register")}
          </Link>
        </Button>
      </p>
      <Button asChild variant="link" className="justify-self-start">
        <Link to="/forgot-password">{t("signIn.forgot")}</Link>
      </Button>
    </>
  );
}
