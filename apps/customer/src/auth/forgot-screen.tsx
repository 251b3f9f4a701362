import { session } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { PhoneInput } from "@nexa/ui/components/phone-input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { client } from "../app/api.ts";
import { FrontPage } from "../app/front-page.tsx";
import { CodeNote } from "./code-note.tsx";
import { CodeField, NewPasswordField } from "./fields.tsx";
import { useEnter } from "./use-enter.ts";
import { useSubmit } from "./use-submit.ts";

type Typed = { phoneNumber: string; code: string; newPassword: string };

/** A code to the number, then a new password, which signs in at once. */
export function ForgotScreen() {
  const { t } = useTranslation();
  const form = useForm<Typed>();
  const { failure, isBusy, submit } = useSubmit();
  const [sent, setSent] = useState<{ expiresIn: number } | null>(null);
  const enter = useEnter(undefined);
  const requestCode = async () => {
    const phoneNumber = form.getValues("phoneNumber");
    setSent(await client.identity.requestPasswordReset.mutate({ phoneNumber }));
  };
  const reset = async ({ phoneNumber, code, newPassword }: Typed) => {
    await client.identity.resetPassword.mutate({ phoneNumber, code, newPassword });
    await session.signInCustomer({ phoneNumber, password: newPassword });
    await enter();
  };
  return (
    <FrontPage
      title={t("front.forgot.title")}
      text={sent === null && t("front.forgot.text")}
      below={
        <Button asChild variant="link" className="justify-self-start">
          <Link to="/sign-in">{t("front.forgot.back")}</Link>
        </Button>
      }
    >
      <form
        onSubmit={form.handleSubmit((typed) => submit(() => (sent === null ? requestCode() : reset(typed))))}
        className="grid gap-4"
      >
        {sent === null ? (
          <Field label={t("front.register.phone")}>
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
            <NewPasswordField label={t("front.forgot.newPassword")} {...form.register("newPassword")} />
          </>
        )}
        <FormError failure={failure} />
        <Button type="submit" variant="primary" size="lg" isBusy={isBusy}>
          {t(sent === null ? "front.register.sendCode" : "front.forgot.submit")}
        </Button>
      </form>
    </FrontPage>
  );
}
