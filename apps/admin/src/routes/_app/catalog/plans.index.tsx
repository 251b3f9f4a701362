import { PLAN_SORTS } from "@nexa/contracts/catalog";
import { PLAN_STATUSES, PLAN_TYPES } from "@nexa/contracts/enums";
import { createFileRoute } from "@tanstack/react-router";
import { listSearch } from "../../../app/list-search.ts";
import { PLAN_KINDS } from "../../../catalog/plan-kinds.ts";
import { PlansScreen } from "../../../catalog/plans-screen.tsx";

export const Route = createFileRoute("/_app/catalog/plans/")({
  validateSearch: listSearch({
    search: "text",
    categoryId: "text",
    type: PLAN_TYPES,
    kind: PLAN_KINDS,
    status: PLAN_STATUSES,
    sort: PLAN_SORTS,
  }),
  component: PlansScreen,
});
