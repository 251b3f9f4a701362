import { failureOf } from "@nexa/client";
import { Money } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useOperator } from "../forms/use-operator.ts";
import { instantOf } from "../forms/wall-clock.ts";
import { discountOf, type OfferValues } from "./offer-values.ts";
import { allOffers } from "./use-catalog.ts";

/** What the server makes of the discount typed, and which other offers of the plan run at the same time. */
export function OfferPreview({ values, offerId }: { values: OfferValues; offerId: string | null }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const { currency } = useOperator();
  const worth = useDeferredValue(values.worth);
  const discount = discountOf({ way: values.way, worth }, currency);
  const isReady = values.planId !== "" && discount !== null;
  const preview = useQuery({
    ...api.catalog.calculateDiscount.queryOptions({ planId: values.planId, ...discount }),
    enabled: isReady,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return (
    <section aria-live="polite" className="grid gap-2 rounded-control bg-muted p-3 text-sm">
      <h3 className="font-medium">{t("catalog.offers.preview")}</h3>
      {!isReady && <p className="text-muted-foreground">{t("catalog.offers.previewHint")}</p>}
      {isReady && preview.isError && <p className="text-negative">{failureOf(preview.error).message}</p>}
      {isReady && preview.data && !preview.isError && (
        <p>
          <s className="mr-2 text-muted-foreground">
            <Money minor={preview.data.originalPriceMinor} />
          </s>
          <Money minor={preview.data.discountedPriceMinor} className="font-semibold" />
          <span className="ml-2 text-muted-foreground">
            −<Money minor={preview.data.discountAmountMinor} /> ({percent(preview.data.discountPercent / 100)})
          </span>
        </p>
      )}
      <Overlaps
        values={values}
        offerId={offerId}
        price={isReady ? (preview.data?.discountedPriceMinor ?? null) : null}
      />
    </section>
  );
}

/** Customers see the lowest price, so an offer under a better one does nothing. */
function Overlaps(props: { values: OfferValues; offerId: string | null; price: number | null }) {
  const { t } = useTranslation();
  const { money, day } = useFormats();
  const { timeZone } = useOperator();
  const offers = useQuery(allOffers).data ?? [];
  const from = instantOf(props.values.from, timeZone);
  const until = instantOf(props.values.until, timeZone);
  if (from === null || until === null) return null;
  const others = offers.filter(
    (offer) =>
      offer.planId === props.values.planId &&
      offer.id !== props.offerId &&
      offer.discountedPriceMinor !== null &&
      Date.parse(offer.validFrom) < Date.parse(until) &&
      Date.parse(offer.validUntil) > Date.parse(from),
  );
  return others.map((offer) => {
    const facts = {
      name: offer.name,
      price: money(offer.discountedPriceMinor ?? 0),
      from: day(offer.validFrom),
      until: day(offer.validUntil),
    };
    const isBetter = props.price !== null && (offer.discountedPriceMinor ?? 0) <= props.price;
    return (
      <p key={offer.id} className={isBetter ? "text-warning" : "text-muted-foreground"}>
        {t(isBetter ? "catalog.offers.overlapBetter" : "catalog.offers.overlap", facts)}
      </p>
    );
  });
}
