import { failureOf } from "@nexa/client";
import type { IncomingLink } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { ErrorState, FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { refreshLinks, useIncomingLinks } from "./links.ts";

/** Who asks to link the customer's numbers, or has. */
export function IncomingLinks({ of }: { of: IncomingLink["status"] }) {
  const { t } = useTranslation();
  const titleId = useId();
  const found = useIncomingLinks();
  if (found.isError && of === "requested") {
    return <ErrorState failure={failureOf(found.error)} onRetry={() => void found.refetch()} />;
  }
  const links = found.data?.pages.flatMap((page) => page.items).filter(({ status }) => status === of) ?? [];
  if (links.length === 0) return null;
  return (
    <section aria-labelledby={titleId} className="grid gap-3">
      <h2 id={titleId} className="font-semibold">
        {t(of === "linked" ? "family.incoming.holders" : "family.incoming.asks")}
      </h2>
      {of === "linked" && <p className="text-muted-foreground text-sm">{t("family.incoming.holdersText")}</p>}
      <Card className="py-0">
        <ul className="divide-y">
          {links.map((link) => (
            <li key={link.id} className="py-4">
              {of === "linked" ? <Holder link={link} /> : <Asks link={link} />}
            </li>
          ))}
        </ul>
      </Card>
      {found.hasNextPage && (
        <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("family.more")}
        </Button>
      )}
    </section>
  );
}

function Asks({ link }: { link: IncomingLink }) {
  const { t } = useTranslation();
  const done = (sentence: string) => () => {
    toast.success(sentence);
    refreshLinks();
  };
  const { name } = link;
  const accept = useMutation(
    api.linkedAccounts.confirm.mutationOptions({ onSuccess: done(t("family.incoming.accepted", { name })) }),
  );
  const decline = useMutation(
    api.linkedAccounts.decline.mutationOptions({ onSuccess: done(t("family.incoming.declined")) }),
  );
  const input = { linkedAccountId: link.id };
  const error = accept.error ?? decline.error;
  return (
    <div className="grid gap-3">
      <div>
        <p className="font-medium">{t("family.incoming.wants", { name, phone: groupPhone(link.phoneNumber) })}</p>
        <p className="text-muted-foreground text-sm">
          {t("family.incoming.tells", {
            from: link.maskedPhoneNumber ?? name,
            relationship: t(`family.relationship.${link.relationship}`),
          })}
        </p>
      </div>
      <FormError failure={error ? failureOf(error) : null} />
      <div className="flex gap-2">
        <Button isBusy={accept.isPending} disabled={decline.isPending} onClick={() => accept.mutate(input)}>
          {t("family.incoming.accept")}
        </Button>
        <Button
          variant="quiet"
          isBusy={decline.isPending}
          disabled={accept.isPending}
          onClick={() => decline.mutate(input)}
        >
          {t("family.incoming.decline")}
        </Button>
      </div>
    </div>
  );
}

function Holder({ link }: { link: IncomingLink }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const [isEnding, setEnding] = useState(false);
  const end = useMutation(
    api.linkedAccounts.remove.mutationOptions({
      onSuccess: () => {
        toast.success(t("family.incoming.ended"));
        setEnding(false);
      },
      onSettled: refreshLinks,
    }),
  );
  const sees = { phone: groupPhone(link.phoneNumber), at: date(link.linkedAt ?? link.requestedAt) };
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div>
        <p className="font-medium">{link.name}</p>
        <p className="text-muted-foreground text-sm">{t("family.incoming.sees", sees)}</p>
      </div>
      <Button onClick={() => setEnding(true)}>{t("family.incoming.end")}</Button>
      <ConfirmDialog
        isOpen={isEnding}
        isDangerous
        onClose={() => setEnding(false)}
        title={t("family.incoming.endTitle", { name: link.name })}
        confirmLabel={t("family.incoming.end")}
        onConfirm={() => end.mutate({ linkedAccountId: link.id })}
        isBusy={end.isPending}
      >
        <p>{t("family.incoming.endText")}</p>
        <FormError failure={end.error ? failureOf(end.error) : null} />
      </ConfirmDialog>
    </div>
  );
}
