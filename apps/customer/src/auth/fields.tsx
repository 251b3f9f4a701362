import { PASSWORD_LENGTH } from "@nexa/contracts/password-length";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCodeHint } from "../app/use-code-hint.ts";

/** A password that is being chosen. */
export function NewPasswordField({ label, ...props }: { label: ReactNode } & ComponentProps<"input">) {
  const { t } = useTranslation();
  return (
    <Field label={label} hint={t("front.register.passwordHint")}>
      {(control) => (
        <Input
          {...control}
          type="password"
          autoComplete="new-password"
          minLength={PASSWORD_LENGTH.min}
          maxLength={PASSWORD_LENGTH.max}
          required
          {...props}
        />
      )}
    </Field>
  );
}

/** The digits of an SMS, which phones offer to fill in. */
export function CodeField(props: ComponentProps<"input">) {
  const { t } = useTranslation();
  const hint = useCodeHint();
  return (
    <Field label={t("front.code.label")} hint={hint}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9]{6,8}"
          maxLength={8}
          required
          {...props}
          className="tabular tracking-[0.25em]"
        />
      )}
    </Field>
  );
}
