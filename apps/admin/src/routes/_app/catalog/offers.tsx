import { OFFER_STATUSES } from "@nexa/contracts/enums";
import { OFFER_SORTS } from "@nexa/contracts/offers";
import { createFileRoute } from "@tanstack/react-router";
import { listSearch } from "../../../app/list-search.ts";
import { OffersScreen } from "../../../catalog/offers-screen.tsx";

export const Route = createFileRoute("/_app/catalog/offers")({
  validateSearch: listSearch({ planId: "text", status: OFFER_STATUSES, view: ["calendar"], sort: OFFER_SORTS }),
  component: OffersScreen,
});
