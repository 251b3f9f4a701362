import { OFFER_STATUSES } from "@nexa/contracts/enums";
import type { StaffOffer } from "@nexa/contracts/offers";
import { Button } from "@nexa/ui/components/button.tsx";
import type { Column } from "@nexa/ui/data-table/columns";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { FilterBar, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { Moment, Money } from "@nexa/ui/format/display.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CalendarRange, List, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { useMay } from "../app/use-may.ts";
import { OfferCalendar } from "./offer-calendar.tsx";
import { OfferPanel } from "./offer-panel.tsx";
import { OfferStatusBadge, OfferTerms } from "./offer-row.tsx";
import { allPlans } from "./use-catalog.ts";

const route = getRouteApi("/_app/catalog/offers");

/** Offers as a list, or on a calendar that shows which ones run at the same time. */
export function OffersScreen() {
  const { t } = useTranslation();
  const mayWrite = useMay("catalog.write");
  const search = route.useSearch();
  const { after, open, view, ...filters } = search;
  const query = useQuery({
    ...api.catalog.listOffers.queryOptions({ ...filters, limit: 50, ...(after && { cursor: after }) }),
    placeholderData: keepPreviousData,
    enabled: view === undefined,
  });
  const list = useList(search, query);
  const plans = useQuery(allPlans).data ?? [];
  const columns = useOfferColumns();
  return (
    <div className="grid gap-4">
      <header className="flex flex-wrap items-center gap-2">
        <h1 className="grow font-semibold text-xl">{t("catalog.offers.title")}</h1>
        <Button onClick={() => list.set({ view: view ? undefined : "calendar" })}>
          {view ? <List aria-hidden /> : <CalendarRange aria-hidden />}
          {t(view ? "catalog.offers.asList" : "catalog.offers.asCalendar")}
        </Button>
        {mayWrite && (
          <Button variant="primary" onClick={() => list.open("new")}>
            <Plus aria-hidden />
            {t("catalog.offers.new")}
          </Button>
        )}
      </header>
      {view ? (
        <OfferCalendar onOpen={(offerId) => list.open(offerId)} />
      ) : (
        <DataTable
          name="offers"
          label={t("catalog.offers.title")}
          columns={columns}
          rowId={(row) => row.id}
          {...list.table}
          onOpen={(row) => list.open(row.id)}
          toolbar={
            <FilterBar onClear={list.clear}>
              <SelectFilter
                label={t("catalog.offers.plan")}
                value={search.planId}
                options={plans.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(planId) => list.set({ planId })}
              />
              <SelectFilter
                label={t("catalog.plan.status")}
                value={search.status}
                options={OFFER_STATUSES.map((each) => ({ value: each, label: t(`catalog.offerStatus.${each}`) }))}
                onChange={(status) => list.set({ status })}
              />
            </FilterBar>
          }
        />
      )}
      {open && <OfferPanel offerId={open} onClose={() => list.open(undefined)} onShow={(id) => list.open(id)} />}
    </div>
  );
}

function useOfferColumns(): Column<StaffOffer>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: "name", label: t("catalog.offers.name"), width: 12, cell: (offer) => offer.name },
      { id: "plan", label: t("catalog.offers.plan"), width: 12, cell: (offer) => offer.planName },
      {
        id: "status",
        label: t("catalog.plan.status"),
        width: 7,
        cell: (offer) => <OfferStatusBadge status={offer.status} />,
      },
      { id: "terms", label: t("catalog.offers.way"), width: 8, cell: (offer) => <OfferTerms offer={offer} /> },
      {
        id: "price",
        label: t("catalog.offers.priceNow"),
        width: 8,
        align: "end",
        cell: (offer) => (offer.discountedPriceMinor === null ? "–" : <Money minor={offer.discountedPriceMinor} />),
      },
      {
        id: "from",
        label: t("catalog.offers.from"),
        width: 9,
        sort: { ascending: "validFrom", descending: "-validFrom" },
        cell: (offer) => <Moment at={offer.validFrom} as="date" />,
      },
      {
        id: "until",
        label: t("catalog.offers.until"),
        width: 9,
        sort: { ascending: "validUntil", descending: "-validUntil" },
        cell: (offer) => <Moment at={offer.validUntil} as="date" />,
      },
    ],
    [t],
  );
}
