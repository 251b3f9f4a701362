import { BROADCAST_STATUSES } from "@nexa/contracts/enums";
import { createFileRoute } from "@tanstack/react-router";
import { listSearch } from "../../../app/list-search.ts";
import { NoticesScreen } from "../../../notices/notices-screen.tsx";

export const Route = createFileRoute("/_app/notifications/")({
  validateSearch: listSearch({ status: BROADCAST_STATUSES }),
  component: NoticesScreen,
});
