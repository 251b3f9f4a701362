import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Textarea } from "@nexa/ui/components/input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";

const MIN_REASON = 3;
const MAX_REASON = 500;

/** Asks for the reason of something staff do to somebody; it goes into the audit log. */
export function ReasonDialog(props: {
  title: string;
  text: string;
  confirm: string;
  isDangerous?: boolean;
  isOptional?: boolean;
  isBusy: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: (reason: string) => void;
  /** Fields before the reason. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const form = useId();
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = reason.trim();
    const isShort = given.length < MIN_REASON && !(props.isOptional && given === "");
    setMissing(isShort);
    if (!isShort) props.onConfirm(given);
  };
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={props.title}
      description={props.text}
      actions={
        <>
          <Button onClick={props.onClose}>{t("cancel", { ns: "ui" })}</Button>
          <Button type="submit" form={form} variant={props.isDangerous ? "danger" : "primary"} isBusy={props.isBusy}>
            {props.confirm}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4 pt-2">
        {props.children}
        <Field
          label={t("people.reason")}
          hint={t("people.reasonHint")}
          error={isMissing ? t("people.reasonMissing") : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              maxLength={MAX_REASON}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <FormError failure={props.error ? failureOf(props.error) : null} />
      </form>
    </Dialog>
  );
}
