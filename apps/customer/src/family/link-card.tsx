import { failureOf } from "@nexa/client";
import type { LinkedAccount, LinkedNumber } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { Money, Phone, Volume } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { rechargeLink } from "../recharge/recharge-link.ts";
import { CodeSheet } from "./code-sheet.tsx";
import { refreshLinks } from "./links.ts";

/** A family number: what runs on it and what to do, or that its holder still has to agree. */
export function LinkCard({ link }: { link: LinkedAccount }) {
  const { t } = useTranslation();
  return (
    <Card className="grid gap-4">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="truncate font-medium">{link.label}</h3>
          <p className="text-muted-foreground text-sm">
            <Phone number={link.phoneNumber} /> · {t(`family.relationship.${link.relationship}`)}
          </p>
        </div>
        <Badge tone={link.number ? "positive" : "warning"}>{t(link.number ? "family.linked" : "family.waiting")}</Badge>
      </div>
      {link.number ? <Linked link={link} number={link.number} /> : <Waiting link={link} />}
    </Card>
  );
}

function Linked({ link, number }: { link: LinkedAccount; number: LinkedNumber }) {
  const { t } = useTranslation();
  const isPrepaid = number.mode === "prepaid" || number.mode === "idle";
  return (
    <>
      <p className="text-sm">{useStanding(number)}</p>
      <dl className="grid grid-cols-2 gap-3">
        <Fact label={t("family.usedToday")}>
          <Volume bytes={number.dataUse.todayBytes} />
        </Fact>
        <Fact label={t("family.spentMonth")}>
          <Money minor={number.spending.thisMonthMinor} />
        </Fact>
      </dl>
      <div className="flex gap-2">
        {isPrepaid && (
          <Button asChild className="grow sm:grow-0">
            <Link {...rechargeLink({ to: link.phoneNumber })}>{t("family.recharge")}</Link>
          </Button>
        )}
        <Button asChild variant="quiet">
          <Link to="/family" search={{ link: link.id }} resetScroll={false}>
            {t("family.details")}
          </Link>
        </Button>
      </div>
    </>
  );
}

/** What runs on the number, in one line. */
function useStanding(number: LinkedNumber): string {
  const { t } = useTranslation();
  const { date } = useFormats();
  const [base] = number.activePlans;
  if (number.postpaidPlanName) return t("family.postpaidPlan", { plan: number.postpaidPlanName });
  if (number.mode === "postpaid_secondary") return t("family.sharesPlan");
  return base ? t("family.planEnds", { plan: base.planName, at: date(base.endsAt) }) : t("family.noPlan");
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted-foreground text-sm">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Waiting({ link }: { link: LinkedAccount }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const { dateTime } = useFormats();
  const [isAsking, setAsking] = useState(false);
  const onError = (error: unknown) => {
    toast.error(text(failureOf(error)));
    refreshLinks();
  };
  const resend = useMutation(
    api.linkedAccounts.resend.mutationOptions({
      onError,
      onSuccess: () => {
        toast.success(t("family.resent"));
        setAsking(true);
      },
    }),
  );
  const takeBack = useMutation(
    api.linkedAccounts.remove.mutationOptions({
      onError,
      onSuccess: () => {
        toast.success(t("family.removed"));
        refreshLinks();
      },
    }),
  );
  const input = { linkedAccountId: link.id };
  return (
    <>
      <p className="text-muted-foreground text-sm">
        {t("family.waitingText", { at: link.expiresAt ? dateTime(link.expiresAt) : "" })}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setAsking(true)}>{t("family.enterCode")}</Button>
        <Button variant="quiet" isBusy={resend.isPending} onClick={() => resend.mutate(input)}>
          {t("family.resend")}
        </Button>
        <Button variant="quiet" isBusy={takeBack.isPending} onClick={() => takeBack.mutate(input)}>
          {t("family.takeBack")}
        </Button>
      </div>
      {isAsking && <LinkCode link={link} onClose={() => setAsking(false)} />}
    </>
  );
}

/** The code that the number got makes the link. */
export function LinkCode({ link, onClose }: { link: LinkedAccount; onClose: () => void }) {
  const { t } = useTranslation();
  const confirm = useMutation(
    api.linkedAccounts.confirm.mutationOptions({
      onSuccess: () => {
        toast.success(t("family.form.done", { label: link.label }));
        refreshLinks();
        onClose();
      },
    }),
  );
  return (
    <CodeSheet
      phoneNumber={link.phoneNumber}
      onClose={onClose}
      onCode={(code) => confirm.mutate({ linkedAccountId: link.id, code })}
      isBusy={confirm.isPending}
      error={confirm.error}
    />
  );
}
