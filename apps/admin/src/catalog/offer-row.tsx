import type { StaffOffer } from "@nexa/contracts/offers";
import { Badge, type Tone } from "@nexa/ui/components/badge.tsx";
import { Moment, Money } from "@nexa/ui/format/display.tsx";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

const TONES: Record<StaffOffer["status"], Tone> = {
  active: "positive",
  scheduled: "brand",
  expired: "neutral",
  void: "negative",
};

export function OfferStatusBadge({ status }: { status: StaffOffer["status"] }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[status]}>{t(`catalog.offerStatus.${status}`)}</Badge>;
}

/** What an offer takes off, as it was entered. */
export function OfferTerms({ offer }: { offer: StaffOffer }) {
  const { t } = useTranslation();
  if (offer.discountPercent !== null) return <>{t("catalog.offers.percentOff", { percent: offer.discountPercent })}</>;
  if (offer.amountOffMinor !== null) {
    return (
      <>
        −<Money minor={offer.amountOffMinor} />
      </>
    );
  }
  return <>{t("catalog.offers.fixedPrice")}</>;
}

/** An offer in one line, leading to it. */
export function OfferRow({ offer }: { offer: StaffOffer }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-2">
      <span className="grid">
        <Link to="/catalog/offers" search={{ open: offer.id }} className="font-medium hover:underline">
          {offer.name}
        </Link>
        <span className="text-muted-foreground">
          <Moment at={offer.validFrom} as="day" /> – <Moment at={offer.validUntil} as="day" />
        </span>
      </span>
      <span className="flex items-center gap-3">
        {offer.discountedPriceMinor !== null && <Money minor={offer.discountedPriceMinor} />}
        <OfferStatusBadge status={offer.status} />
      </span>
    </li>
  );
}
