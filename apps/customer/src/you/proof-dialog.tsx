import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { PhoneInput } from "@nexa/ui/components/phone-input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCodeHint } from "../app/use-code-hint.ts";

/** What was typed by the time the code is confirmed. */
export type Proof = { address: string; code: string; password: string };

type ProofDialogProps<T> = {
  onClose: () => void;
  title: string;
  text: string;
  kind: "phone" | "email";
  asksPassword?: boolean;
  submitLabel: string;
  /** Sends the code. Its answer goes to `confirm`. */
  request: (address: string) => Promise<T>;
  confirm: (proof: Proof, requested: T) => Promise<unknown>;
};

/** A number or an address, then the code sent to it. */
export function ProofDialog<T extends object>(props: ProofDialogProps<T>) {
  const { t } = useTranslation();
  const formId = useId();
  const [proof, setProof] = useState<Proof>({ address: "", code: "", password: "" });
  const request = useMutation({ mutationFn: () => props.request(proof.address) });
  const requested = request.data ?? null;
  const confirm = useMutation({
    mutationFn: (answer: T) => props.confirm(proof, answer),
    onSuccess: props.onClose,
  });
  const set = (change: Partial<Proof>) => setProof((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (requested) confirm.mutate(requested);
    else request.mutate();
  };
  const error = confirm.error ?? request.error;
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      shape="sheet"
      title={props.title}
      description={
        requested
          ? t("you.codeSent", { address: props.kind === "phone" ? groupPhone(proof.address) : proof.address })
          : props.text
      }
      actions={
        <>
          {requested && (
            <Button variant="quiet" isBusy={request.isPending} onClick={() => request.mutate()}>
              {t("you.sendAgain")}
            </Button>
          )}
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isBusy={requested ? confirm.isPending : request.isPending}
          >
            {requested ? props.submitLabel : t("you.sendCode")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4 pt-2">
        {requested ? (
          <CodeFields proof={proof} set={set} asksPassword={props.asksPassword ?? false} />
        ) : (
          <AddressField kind={props.kind} address={proof.address} set={set} />
        )}
        <FormError failure={error && failureOf(error)} />
      </form>
    </Dialog>
  );
}

function AddressField(props: { kind: "phone" | "email"; address: string; set: (change: Partial<Proof>) => void }) {
  const { t } = useTranslation();
  const shared = {
    required: true,
    autoFocus: true,
    value: props.address,
    onChange: (event: { target: { value: string } }) => props.set({ address: event.target.value }),
  };
  return (
    <Field label={t(`you.addressLabels.${props.kind}`)}>
      {(control) =>
        props.kind === "phone" ? (
          <PhoneInput {...control} {...shared} />
        ) : (
          <Input {...control} {...shared} type="email" autoComplete="email" maxLength={254} />
        )
      }
    </Field>
  );
}

function CodeFields(props: { proof: Proof; set: (change: Partial<Proof>) => void; asksPassword: boolean }) {
  const { t } = useTranslation();
  const hint = useCodeHint();
  return (
    <>
      <Field label={t("you.code")} hint={hint}>
        {(control) => (
          <Input
            {...control}
            className="tabular"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]{6,8}"
            maxLength={8}
            required
            autoFocus
            value={props.proof.code}
            onChange={(event) => props.set({ code: event.target.value.trim() })}
          />
        )}
      </Field>
      {props.asksPassword && (
        <Field label={t("you.yourPassword")}>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="current-password"
              required
              value={props.proof.password}
              onChange={(event) => props.set({ password: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
