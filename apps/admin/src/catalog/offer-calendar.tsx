import { failureOf } from "@nexa/client";
import type { StaffOffer } from "@nexa/contracts/offers";
import { cn } from "@nexa/ui/class-names";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { CalendarRange, ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useOperator } from "../forms/use-operator.ts";
import { allOffers } from "./use-catalog.ts";

const DAY_MS = 86_400_000;
const SPAN_DAYS = 84;
const STEP_DAYS = 28;
const BEFORE_TODAY_DAYS = 14;
const LOOKS: Record<StaffOffer["status"], string> = {
  active: "bg-brand text-brand-foreground",
  scheduled: "bg-brand-soft text-brand-strong border border-brand/40",
  expired: "bg-muted text-muted-foreground",
  void: "bg-negative-soft text-negative border border-negative/40",
};

type Span = { start: number; end: number };

/** Twelve weeks of offers, a row for each plan: bars below one another run at the same time. */
export function OfferCalendar({ onOpen }: { onOpen: (offerId: string) => void }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const now = Date.parse(useOperator().now);
  const [shift, setShift] = useState(0);
  const offers = useQuery(allOffers);
  const start = now + (shift * STEP_DAYS - BEFORE_TODAY_DAYS) * DAY_MS;
  const span = { start, end: start + SPAN_DAYS * DAY_MS };
  if (offers.isError) return <ErrorState failure={failureOf(offers.error)} onRetry={() => void offers.refetch()} />;
  const plans = Map.groupBy(
    (offers.data ?? []).filter(({ validFrom, validUntil }) => isWithin(span, validFrom, validUntil)),
    (offer) => offer.planName,
  );
  return (
    <Card className="grid gap-3">
      <div className="flex items-center gap-2 text-sm">
        <Button
          size="icon"
          variant="quiet"
          aria-label={t("catalog.calendar.earlier")}
          onClick={() => setShift(shift - 1)}
        >
          <ChevronLeft aria-hidden />
        </Button>
        <span className="tabular">
          {date(new Date(span.start))} – {date(new Date(span.end))}
        </span>
        <Button
          size="icon"
          variant="quiet"
          aria-label={t("catalog.calendar.later")}
          onClick={() => setShift(shift + 1)}
        >
          <ChevronRight aria-hidden />
        </Button>
        {shift !== 0 && (
          <Button size="sm" variant="quiet" onClick={() => setShift(0)}>
            {t("catalog.calendar.today")}
          </Button>
        )}
      </div>
      {offers.isPending && <Skeleton className="h-64" />}
      {offers.data && plans.size === 0 && (
        <EmptyState icon={CalendarRange} title={t("catalog.calendar.none")} text={t("catalog.calendar.noneText")} />
      )}
      {plans.size > 0 && (
        <div className="overflow-x-auto">
          <div className="grid min-w-160 gap-1 text-sm">
            <Weeks span={span} now={now} />
            {[...plans].map(([name, ofPlan]) => (
              <PlanLane key={name} name={name} offers={ofPlan} span={span} now={now} onOpen={onOpen} />
            ))}
          </div>
        </div>
      )}
    </Card>
  );
}

function isWithin(span: Span, from: string, until: string): boolean {
  return Date.parse(from) < span.end && Date.parse(until) > span.start;
}

const shareOf = ({ start, end }: Span, at: number) => Math.min(1, Math.max(0, (at - start) / (end - start))) * 100;

function Weeks({ span, now }: { span: Span; now: number }) {
  const { day } = useFormats();
  const weeks = Array.from({ length: SPAN_DAYS / 14 }, (_, place) => span.start + place * 14 * DAY_MS);
  return (
    <div className="ml-40 grid grid-flow-col auto-cols-fr border-b pb-1 text-muted-foreground" aria-hidden>
      {weeks.map((at) => (
        <span key={at} className={cn("tabular", at <= now && now < at + 14 * DAY_MS && "font-medium text-foreground")}>
          {day(new Date(at))}
        </span>
      ))}
    </div>
  );
}

/** Puts offers that overlap into lanes below one another. */
function lanesOf(offers: readonly StaffOffer[]): StaffOffer[][] {
  const lanes: StaffOffer[][] = [];
  for (const offer of offers) {
    const lane = lanes.find((each) => Date.parse(each.at(-1)?.validUntil ?? "") <= Date.parse(offer.validFrom));
    if (lane) lane.push(offer);
    else lanes.push([offer]);
  }
  return lanes;
}

function PlanLane(props: {
  name: string;
  offers: readonly StaffOffer[];
  span: Span;
  now: number;
  onOpen: (offerId: string) => void;
}) {
  const { name, offers, span, now, onOpen } = props;
  const lanes = lanesOf(offers);
  return (
    <div className="flex border-b py-1">
      <span className="w-40 shrink-0 self-center truncate pr-3 font-medium" title={name}>
        {name}
      </span>
      <div className="relative grid grow gap-1">
        <span
          aria-hidden
          className="absolute inset-y-0 border-brand border-l"
          style={{ left: `${shareOf(span, now)}%` }}
        />
        {lanes.map((lane) => (
          <div key={lane[0]?.id} className="relative h-8">
            {lane.map((offer) => (
              <OfferBar key={offer.id} offer={offer} span={span} onOpen={onOpen} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function OfferBar({ offer, span, onOpen }: { offer: StaffOffer; span: Span; onOpen: (offerId: string) => void }) {
  const { t } = useTranslation();
  const { money, date } = useFormats();
  const left = shareOf(span, Date.parse(offer.validFrom));
  const width = shareOf(span, Date.parse(offer.validUntil)) - left;
  const price = offer.discountedPriceMinor === null ? "" : money(offer.discountedPriceMinor);
  const facts = { name: offer.name, price, from: date(offer.validFrom), until: date(offer.validUntil) };
  const label = `${t("catalog.calendar.bar", facts)} · ${t(`catalog.offerStatus.${offer.status}`)}`;
  return (
    <button
      type="button"
      onClick={() => onOpen(offer.id)}
      aria-label={label}
      title={label}
      className={cn("absolute inset-y-0 truncate rounded-control px-2 text-left", LOOKS[offer.status])}
      style={{ left: `${left}%`, width: `max(${width}%, 1.5rem)` }}
    >
      {offer.name} <span className="tabular">{price}</span>
    </button>
  );
}
