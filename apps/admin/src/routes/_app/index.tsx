import { createFileRoute } from "@tanstack/react-router";
import { DashboardScreen } from "../../dashboard/dashboard-screen.tsx";
import { RANGES, type Range } from "../../dashboard/range.ts";

export const Route = createFileRoute("/_app/")({
  validateSearch: (search): { range?: Range } => {
    const range = RANGES.find((each) => each === String(search.range));
    return range ? { range } : {};
  },
  component: DashboardScreen,
});
