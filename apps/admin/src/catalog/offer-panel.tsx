import { failureOf } from "@nexa/client";
import type { StaffOffer } from "@nexa/contracts/offers";
import { Button } from "@nexa/ui/components/button.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { EmptyState, ErrorState, FormError } from "@nexa/ui/components/states.tsx";
import { Moment, Money } from "@nexa/ui/format/display.tsx";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Percent } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useMay } from "../app/use-may.ts";
import { OfferForm } from "./offer-form.tsx";
import { OfferStatusBadge, OfferTerms } from "./offer-row.tsx";
import { PlanSkeleton } from "./plan-panel.tsx";
import { allOffers, invalidateCatalog } from "./use-catalog.ts";

/** An offer beside its list; `new` makes one. */
export function OfferPanel(props: { offerId: string; onClose: () => void; onShow: (offerId: string) => void }) {
  const { t } = useTranslation();
  const { offerId, onClose } = props;
  const mayWrite = useMay("catalog.write");
  const [isEditing, setEditing] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const offers = useQuery(allOffers);
  const isNew = offerId === "new";
  const offer = offers.data?.find((each) => each.id === offerId) ?? null;
  const isForm = isNew || (isEditing && offer !== null);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="panel"
      title={isNew ? t("catalog.offers.new") : (offer?.name ?? t("catalog.offers.one"))}
      actions={
        offer &&
        !isForm &&
        mayWrite && (
          <>
            <Button variant="danger" onClick={() => setDeleting(true)}>
              {t("forms.delete")}
            </Button>
            <Button variant="primary" onClick={() => setEditing(true)}>
              {t("forms.edit")}
            </Button>
          </>
        )
      }
    >
      {isForm && (
        <OfferForm
          offer={isNew ? null : offer}
          onCancel={() => (isNew ? onClose() : setEditing(false))}
          onDone={(saved) => {
            setEditing(false);
            props.onShow(saved.id);
          }}
        />
      )}
      {!isForm && offer && <OfferDetail offer={offer} />}
      {!isForm && offers.isPending && <PlanSkeleton />}
      {!isForm && offers.isError && (
        <ErrorState failure={failureOf(offers.error)} onRetry={() => void offers.refetch()} />
      )}
      {!isForm && offers.data && !offer && (
        <EmptyState icon={Percent} title={t("catalog.offers.gone")} text={t("catalog.offers.goneText")} />
      )}
      {isDeleting && offer && <DeleteOffer offer={offer} onClose={() => setDeleting(false)} onDeleted={onClose} />}
    </Dialog>
  );
}

function OfferDetail({ offer }: { offer: StaffOffer }) {
  const { t } = useTranslation();
  const rows = [
    [
      t("catalog.offers.plan"),
      <Link
        key="plan"
        to="/catalog/plans/$planId"
        params={{ planId: offer.planId }}
        className="text-brand-strong hover:underline"
      >
        {offer.planName}
      </Link>,
    ],
    [t("catalog.offers.way"), <OfferTerms key="terms" offer={offer} />],
    [t("catalog.offers.priceWas"), <Money key="was" minor={offer.originalPriceMinor} />],
    [
      t("catalog.offers.priceNow"),
      offer.discountedPriceMinor === null ? "–" : <Money key="now" minor={offer.discountedPriceMinor} />,
    ],
    [t("catalog.offers.from"), <Moment key="from" at={offer.validFrom} />],
    [t("catalog.offers.until"), <Moment key="until" at={offer.validUntil} />],
  ] as const;
  return (
    <div className="grid gap-4 text-sm">
      <div>
        <OfferStatusBadge status={offer.status} />
      </div>
      {offer.voidReason && <p className="rounded-control bg-negative-soft p-3 text-negative">{offer.voidReason}</p>}
      {offer.description && <p>{offer.description}</p>}
      <dl className="divide-y border-y">
        {rows.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-4 py-2">
            <dt className="text-muted-foreground">{label}</dt>
            <dd className="text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function DeleteOffer(props: { offer: StaffOffer; onClose: () => void; onDeleted: () => void }) {
  const { t } = useTranslation();
  const removal = useMutation({
    ...api.catalog.deleteOffer.mutationOptions(),
    onSuccess: async () => {
      props.onDeleted();
      await invalidateCatalog();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      onClose={props.onClose}
      title={t("catalog.offers.deleteTitle", { name: props.offer.name })}
      confirmLabel={t("forms.delete")}
      onConfirm={() => removal.mutate({ offerId: props.offer.id })}
      isBusy={removal.isPending}
      isDangerous
    >
      <p>{t("catalog.offers.deleteEffect")}</p>
      <FormError failure={removal.error ? failureOf(removal.error) : null} />
    </ConfirmDialog>
  );
}
