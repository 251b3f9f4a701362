import { failureOf } from "@nexa/client";
import type { PostpaidActivation, SecondaryNumber } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Phone } from "@nexa/ui/format/display.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { AddSecondarySheet } from "./add-secondary-sheet.tsx";
import { refreshPostpaid } from "./refresh-postpaid.ts";
import { SecondaryCode } from "./secondary-code.tsx";

/** The numbers that share the plan, or are asked to. */
export function SecondaryNumbers({ activation }: { activation: PostpaidActivation }) {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const { maxSecondaryNumbers: max, secondaryNumbers } = activation;
  const isFull = secondaryNumbers.length >= max;
  return (
    <Card className="grid gap-3">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h2 className="font-semibold">{t("postpaid.numbers")}</h2>
          <p className="text-muted-foreground text-sm">
            {max === 0 ? t("postpaid.single") : t("postpaid.places", { count: secondaryNumbers.length, max })}
          </p>
        </div>
        {!isFull && activation.status === "active" && (
          <Button onClick={() => setAdding(true)}>{t("postpaid.addNumber")}</Button>
        )}
      </div>
      {secondaryNumbers.length > 0 && (
        <ul className="divide-y">
          {secondaryNumbers.map((each) => (
            <li key={each.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
              <Secondary secondary={each} />
            </li>
          ))}
        </ul>
      )}
      {isAdding && <AddSecondarySheet activationId={activation.id} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function Secondary({ secondary }: { secondary: SecondaryNumber }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"code" | "remove" | null>(null);
  const isAsked = secondary.status === "requested";
  const close = () => setOpen(null);
  return (
    <>
      <div>
        <p className="font-medium">{secondary.label ?? <Phone number={secondary.phoneNumber} />}</p>
        {secondary.label && (
          <p className="text-muted-foreground text-sm">
            <Phone number={secondary.phoneNumber} />
          </p>
        )}
        {isAsked && <Badge tone="warning">{t("postpaid.asked")}</Badge>}
      </div>
      <div className="flex flex-wrap gap-2">
        {isAsked && <Button onClick={() => setOpen("code")}>{t("postpaid.enterCode")}</Button>}
        {isAsked && <SendAgain secondary={secondary} onSent={() => setOpen("code")} />}
        <Button variant="quiet" onClick={() => setOpen("remove")}>
          {t("postpaid.remove")}
        </Button>
      </div>
      {open === "code" && <SecondaryCode secondary={secondary} onClose={close} />}
      {open === "remove" && <RemoveSecondary secondary={secondary} onClose={close} />}
    </>
  );
}

function SendAgain({ secondary, onSent }: { secondary: SecondaryNumber; onSent: () => void }) {
  const { t } = useTranslation();
  const { activationId, phoneNumber } = secondary;
  const ask = useMutation(
    api.postpaid.addSecondaryNumber.mutationOptions({
      onSuccess: () => {
        toast.success(t("family.resent"));
        onSent();
      },
      onSettled: refreshPostpaid,
    }),
  );
  return (
    <>
      <Button variant="quiet" isBusy={ask.isPending} onClick={() => ask.mutate({ activationId, phoneNumber })}>
        {t("postpaid.sendAgain")}
      </Button>
      <FormError failure={ask.error ? failureOf(ask.error) : null} />
    </>
  );
}

function RemoveSecondary({ secondary, onClose }: { secondary: SecondaryNumber; onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useMutation(
    api.postpaid.removeSecondaryNumber.mutationOptions({
      onSuccess: () => {
        toast.success(t("postpaid.removedDone"));
        onClose();
      },
      onSettled: refreshPostpaid,
    }),
  );
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      onClose={onClose}
      title={t("postpaid.removeTitle", { phone: groupPhone(secondary.phoneNumber) })}
      confirmLabel={t("postpaid.remove")}
      onConfirm={() => remove.mutate({ secondaryId: secondary.id })}
      isBusy={remove.isPending}
    >
      <p>{t("postpaid.removeText")}</p>
      <FormError failure={remove.error ? failureOf(remove.error) : null} />
    </ConfirmDialog>
  );
}
