import { createFileRoute } from "@tanstack/react-router";
import { ActivityScreen } from "../../activity/activity-screen.tsx";
import { readActivitySearch } from "../../activity/activity-search.ts";

export const Route = createFileRoute("/_app/activity/")({
  validateSearch: readActivitySearch,
  component: ActivityScreen,
});
