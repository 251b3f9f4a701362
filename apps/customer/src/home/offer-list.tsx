import { Badge } from "@nexa/ui/components/badge.tsx";
import { Money } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { rechargeLink } from "../recharge/recharge-link.ts";

const LISTED = 4;

/** Prices that are lower for a time. */
export function OfferList({ number }: { number: string | undefined }) {
  const { t } = useTranslation();
  const { money, day } = useFormats();
  const offers = useQuery(api.catalog.listOffers.queryOptions({ limit: LISTED })).data?.items ?? [];
  if (offers.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2 className="font-medium">{t("home.offers")}</h2>
      <ul className="divide-y overflow-hidden rounded-card border bg-card shadow-card">
        {offers.map((offer) => (
          <li key={offer.id}>
            <Link
              {...rechargeLink({ plan: offer.planId, ...(number && { to: number }) })}
              className="flex items-center gap-3 px-4 py-3 text-sm hover:bg-muted"
            >
              <span className="grid min-w-0 grow justify-items-start gap-0.5">
                <span className="max-w-full truncate font-medium">{offer.planName}</span>
                <span className="tabular max-w-full truncate text-muted-foreground">
                  {offer.name} · {t("home.offerUntil", { day: day(offer.validUntil) })}
                </span>
                <Badge tone="positive">{t("home.save", { amount: money(offer.discountAmountMinor) })}</Badge>
              </span>
              <span className="grid justify-items-end">
                <Money minor={offer.discountedPriceMinor} className="font-medium" />
                <s className="text-muted-foreground">
                  <Money minor={offer.originalPriceMinor} />
                </s>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
