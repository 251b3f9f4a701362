import { type ClientFailure, failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Textarea } from "@nexa/ui/components/input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";

const MIN_REASON = 3;
const MAX_REASON = 500;

/** Asks for the reason of something that staff do; the audit log keeps it. */
export function ReasonDialog(props: {
  title: string;
  /** What will happen. */
  children: ReactNode;
  confirmLabel: string;
  isDangerous?: boolean;
  onClose: () => void;
  /** Closes the dialog when it comes to its end; what it throws is shown. */
  onSubmit: (reason: string) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const formId = useId();
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    setFailure(null);
    setIsBusy(true);
    try {
      await props.onSubmit(reason.trim());
      props.onClose();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  const isReady = reason.trim().length >= MIN_REASON;
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={props.title}
      actions={
        <>
          <Button onClick={props.onClose}>{t("run.cancel")}</Button>
          <Button
            type="submit"
            form={formId}
            variant={props.isDangerous ? "danger" : "primary"}
            disabled={!isReady}
            isBusy={isBusy}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="grid gap-4 text-sm"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {props.children}
        <Field label={t("run.reason")} hint={t("run.reasonHint")}>
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              maxLength={MAX_REASON}
              required
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <FormError failure={failure} />
      </form>
    </Dialog>
  );
}
