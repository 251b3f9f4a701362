import { createFileRoute } from "@tanstack/react-router";
import { PlansScreen } from "../../plans/plans-screen.tsx";
import { readPlansSearch } from "../../plans/plans-search.ts";

export const Route = createFileRoute("/_app/plans")({ validateSearch: readPlansSearch, component: PlansScreen });
