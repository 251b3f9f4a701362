import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";

/** Asks before something that cannot be taken back; with `word` it has to be typed first. */
export function ConfirmDialog(props: {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, with its cost. */
  children: ReactNode;
  confirmLabel: string;
  /** What not doing it is called where "Cancel" would be taken for the thing itself. */
  keepLabel?: string;
  onConfirm: () => void;
  isBusy?: boolean;
  isDangerous?: boolean;
  word?: string;
}) {
  const { t } = useTranslation("ui");
  const [typed, setTyped] = useState("");
  const isReady = props.word === undefined || typed.trim() === props.word;
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      actions={
        <>
          <Button onClick={props.onClose}>{props.keepLabel ?? t("cancel")}</Button>
          <Button
            variant={props.isDangerous ? "danger" : "primary"}
            disabled={!isReady}
            isBusy={props.isBusy}
            onClick={props.onConfirm}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 text-sm">
        {props.children}
        {props.word !== undefined && (
          <Field label={t("typeToConfirm", { word: props.word })}>
            {(control) => (
              <Input {...control} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
            )}
          </Field>
        )}
      </div>
    </Dialog>
  );
}
