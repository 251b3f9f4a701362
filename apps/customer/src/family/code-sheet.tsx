import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCodeHint } from "../app/use-code-hint.ts";

/** Takes the code that was sent to somebody else's number. */
export function CodeSheet(props: {
  phoneNumber: string;
  onClose: () => void;
  onCode: (code: string) => void;
  isBusy: boolean;
  error: unknown;
}) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const formId = useId();
  const hint = useCodeHint();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onCode(code.trim());
  };
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={props.onClose}
      title={t("family.code.title")}
      description={t("family.code.text", { phone: groupPhone(props.phoneNumber) })}
      actions={
        <>
          <Button onClick={props.onClose}>{t("family.code.later")}</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={props.isBusy}>
            {t("family.code.submit")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4 pt-2">
        <Field label={t("family.code.field")} hint={hint}>
          {(control) => (
            <Input
              {...control}
              value={code}
              onChange={(event) => setCode(event.target.value)}
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9]{6,8}"
              maxLength={8}
              required
              className="tabular"
            />
          )}
        </Field>
        <FormError failure={props.error ? failureOf(props.error) : null} />
      </form>
    </Dialog>
  );
}
