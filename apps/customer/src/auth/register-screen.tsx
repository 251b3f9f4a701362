import { session } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { PhoneInput } from "@nexa/ui/components/phone-input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { LANGUAGES } from "@nexa/ui/i18n/create-i18n";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { FrontPage } from "../app/front-page.tsx";
import { CodeNote } from "./code-note.tsx";
import { CodeField, NewPasswordField } from "./fields.tsx";
import type { RegisterSearch } from "./front-search.ts";
import { useEnter } from "./use-enter.ts";
import { useSubmit } from "./use-submit.ts";

type Typed = { phoneNumber: string; fullName: string; password: string; referralCode: string; code: string };

/** Where the operator verifies numbers a code is asked for first; elsewhere it is one form. */
export function RegisterScreen({ next, code: referralCode = "" }: RegisterSearch) {
  const { t, i18n } = useTranslation();
  const form = useForm<Typed>({ defaultValues: { referralCode } });
  const { failure, isBusy, submit } = useSubmit();
  const [sent, setSent] = useState<{ expiresIn: number } | null>(null);
  const enter = useEnter(next);
  const needsCode = useQuery(api.settings.operator.queryOptions({})).data?.isPhoneVerified === true;
  const isFirstStep = needsCode && sent === null;
  const requestCode = async () => {
    const phoneNumber = form.getValues("phoneNumber");
    setSent(await client.identity.requestRegistrationCode.mutate({ phoneNumber }));
  };
  const register = async (typed: Typed) => {
    await session.register({ ...accountOf(typed), language: LANGUAGES.find((each) => each === i18n.language) });
    await enter();
  };
  return (
    <FrontPage title={t("front.register.title")} below={<KnownAlready next={next} />}>
      <form
        onSubmit={form.handleSubmit((typed) => submit(() => (isFirstStep ? requestCode() : register(typed))))}
        className="grid gap-4"
      >
        {sent === null ? (
          <Field label={t("front.register.phone")} hint={t("front.register.phoneHint")}>
            {(control) => <PhoneInput {...control} autoFocus required {...form.register("phoneNumber")} />}
          </Field>
        ) : (
          <>
            <CodeNote
              phoneNumber={form.getValues("phoneNumber")}
              expiresIn={sent.expiresIn}
              onAgain={() => submit(requestCode)}
              onOtherNumber={() => setSent(null)}
            />
            <CodeField autoFocus {...form.register("code")} />
          </>
        )}
        {!isFirstStep && <AboutYou form={form} />}
        <FormError failure={failure} />
        <Button type="submit" variant="primary" size="lg" isBusy={isBusy}>
          {t(isFirstStep ? "front.register.sendCode" : "front.register.submit")}
        </Button>
      </form>
    </FrontPage>
  );
}

function accountOf({ phoneNumber, fullName, password, referralCode, code }: Typed) {
  const referral = referralCode.trim();
  return {
    phoneNumber,
    fullName,
    password,
    ...(referral !== "" && { referralCode: referral }),
    ...(code && { code }),
  };
}

function AboutYou({ form }: { form: UseFormReturn<Typed> }) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t("front.register.name")}>
        {(control) => (
          <Input {...control} autoComplete="name" maxLength={100} required {...form.register("fullName")} />
        )}
      </Field>
      <NewPasswordField label={t("front.register.password")} {...form.register("password")} />
      <Field label={t("front.register.referral")} hint={t("front.register.referralHint")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={24}
            {...form.register("referralCode")}
            className="tabular uppercase"
          />
        )}
      </Field>
    </>
  );
}

function KnownAlready({ next }: { next: string | undefined }) {
  const { t } = useTranslation();
  return (
    <p className="text-muted-foreground">
      {t("front.register.known")}{" "}
      <Button asChild variant="link">
        <Link to="/sign-in" search={next ? { next } : {}}>
          {t("front.register.signIn")}
        </Link>
      </Button>
    </p>
  );
}
