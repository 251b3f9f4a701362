import { type ClientFailure, failureOf, onceByKey } from "@nexa/client";
import { NOTIFICATION_CHANNELS } from "@nexa/contracts/enums";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api, client, queryClient } from "../app/api.ts";
import { useMay } from "../app/use-may.ts";
import { AreaField, TextField } from "../forms/form-fields.tsx";
import { useOperator } from "../forms/use-operator.ts";
import { AudienceFields } from "./audience-fields.tsx";
import { type ComposeValues, noticeOf, type Recipient } from "./compose-values.ts";
import { NoticePreview, useNoticePreview } from "./notice-preview.tsx";

const EMPTY: ComposeValues = {
  to: "segment",
  status: "",
  planType: "",
  planId: "",
  balanceBelowGb: "",
  minDaysInactive: "",
  signedUpFrom: "",
  signedUpUntil: "",
  title: "",
  text: "",
  titleHi: "",
  textHi: "",
  channels: [...NOTIFICATION_CHANNELS],
};

/** Writes to customers: whom it reaches and how it reads is seen before it goes. Support writes to one customer at a time. */
export function ComposeScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayManage = useMay("notifications.manage");
  const { timeZone } = useOperator();
  const form = useForm<ComposeValues>({ defaultValues: { ...EMPTY, to: mayManage ? "segment" : "customers" } });
  const [recipients, setRecipients] = useState<Recipient[]>([]);
  const [isAsking, setAsking] = useState(false);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const notice = noticeOf(form.watch(), recipients, timeZone);
  const preview = useNoticePreview(notice);
  const send = async () => {
    if (notice === null) return;
    setSending(true);
    setFailure(null);
    try {
      const sent = await onceByKey("broadcast", notice, (idempotencyKey) =>
        client.notifications.send.mutate({ ...notice, idempotencyKey }),
      );
      await queryClient.invalidateQueries({ queryKey: api.notifications.listBroadcasts.pathKey() });
      toast.success(t("notices.onItsWay"));
      if (mayManage) await navigate({ to: "/notifications/$broadcastId", params: { broadcastId: sent.id } });
      else form.reset();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setSending(false);
      setAsking(false);
    }
  };
  return (
    <div className="grid gap-4">
      <h1 className="font-semibold text-xl">{t("notices.compose")}</h1>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card>
          <form className="grid gap-5" noValidate onSubmit={form.handleSubmit(() => setAsking(true))}>
            <AudienceFields form={form} recipients={recipients} onRecipients={setRecipients} />
            <Words form={form} />
            <Channels form={form} />
            <FormError failure={failure} />
            <Button type="submit" variant="primary" className="justify-self-end" disabled={!preview.data?.recipients}>
              {t("notices.send")}
            </Button>
          </form>
        </Card>
        <NoticePreview preview={preview} />
      </div>
      <ConfirmDialog
        isOpen={isAsking && notice !== null}
        onClose={() => setAsking(false)}
        title={t("notices.askSend", { count: preview.data?.recipients ?? 0 })}
        confirmLabel={t("notices.send")}
        onConfirm={() => void send()}
        isBusy={isSending}
      >
        <p>{t("notices.askSendText")}</p>
      </ConfirmDialog>
    </div>
  );
}

function Words({ form }: { form: UseFormReturn<ComposeValues> }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="grid content-start gap-4">
        <TextField form={form} name="title" label={t("notices.titleEn")} maxLength={100} isRequired />
        <AreaField form={form} name="text" label={t("notices.textEn")} maxLength={500} isRequired />
      </div>
      <div className="grid content-start gap-4">
        <TextField form={form} name="titleHi" label={t("notices.titleHi")} maxLength={100} />
        <AreaField
          form={form}
          name="textHi"
          label={t("notices.textHi")}
          hint={t("notices.hindiHint")}
          maxLength={500}
        />
      </div>
    </div>
  );
}

function Channels({ form }: { form: UseFormReturn<ComposeValues> }) {
  const { t } = useTranslation();
  return (
    <fieldset className="grid gap-1">
      <legend className="font-medium text-sm">{t("notices.channelsLabel")}</legend>
      <div className="flex flex-wrap gap-4">
        {NOTIFICATION_CHANNELS.map((channel) => (
          <label key={channel} className="flex min-h-10 items-center gap-2 text-sm">
            <input type="checkbox" value={channel} className="size-4 accent-brand" {...form.register("channels")} />
            {t(`notices.channels.${channel}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
