import type { AdminLinkedAccount } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Moment, Phone } from "@nexa/ui/format/display.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import { useMay } from "../app/use-may.ts";
import { LinkBadge } from "../customers/badges.tsx";
import { Facts } from "../customers/facts.tsx";
import { CustomerLink } from "../customers/links.tsx";
import { ReasonDialog } from "../customers/reason-dialog.tsx";

export function LinkPanel({ link, onClose }: { link: AdminLinkedAccount; onClose: () => void }) {
  const { t } = useTranslation();
  const mayWrite = useMay("customers.write");
  const [isRemoving, setRemoving] = useState(false);
  const isLive = link.status === "requested" || link.status === "linked";
  const at = (moment: string | null) => moment && <Moment at={moment} />;
  return (
    <Dialog
      shape="panel"
      isOpen
      onClose={onClose}
      title={link.label}
      description={<Phone number={link.phoneNumber} />}
      actions={
        isLive &&
        mayWrite && (
          <Button variant="danger" onClick={() => setRemoving(true)}>
            {t("linked.remove")}
          </Button>
        )
      }
    >
      <div className="pt-2">
        <Facts
          label={t("linked.one")}
          items={[
            [t("linked.status"), <LinkBadge key="status" status={link.status} />],
            [
              t("linked.customer"),
              <CustomerLink key="customer" id={link.customerId}>
                {link.customerName}
              </CustomerLink>,
            ],
            [t("linked.relationship"), t(`linked.relationships.${link.relationship}`)],
            [
              t("linked.owner"),
              link.ownerId ? (
                <CustomerLink id={link.ownerId}>{t("linked.openCustomer")}</CustomerLink>
              ) : (
                t("linked.noOwner")
              ),
            ],
            [t("linked.requested"), at(link.requestedAt)],
            [t("linked.expires"), at(link.expiresAt)],
            [t("linked.resends"), link.resends > 0 ? link.resends : null],
            [t("linked.linkedAt"), at(link.linkedAt)],
            [t("linked.endedAt"), at(link.endedAt)],
            [t("linked.endedByLabel"), link.endedBy && t(`linked.endedBy.${link.endedBy}`)],
          ]}
        />
      </div>
      {isRemoving && <RemoveLinkDialog id={link.id} onClose={() => setRemoving(false)} />}
    </Dialog>
  );
}

function RemoveLinkDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useMutation(
    api.linkedAccounts.remove.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: api.linkedAccounts.pathKey() });
        toast.success(t("linked.removed"));
        onClose();
      },
    }),
  );
  return (
    <ReasonDialog
      title={t("linked.removeTitle")}
      text={t("linked.removeText")}
      confirm={t("linked.remove")}
      isDangerous
      isOptional
      isBusy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={(reason) => remove.mutate({ linkedAccountId: id, ...(reason && { reason }) })}
    />
  );
}
