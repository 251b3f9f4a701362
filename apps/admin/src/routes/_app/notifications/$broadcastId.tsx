import { NOTIFICATION_CHANNELS, NOTIFICATION_STATUSES } from "@nexa/contracts/enums";
import { createFileRoute } from "@tanstack/react-router";
import { listSearch } from "../../../app/list-search.ts";
import { BroadcastScreen } from "../../../notices/broadcast-screen.tsx";

export const Route = createFileRoute("/_app/notifications/$broadcastId")({
  validateSearch: listSearch({ channel: NOTIFICATION_CHANNELS, status: NOTIFICATION_STATUSES }),
  component: BroadcastPage,
});

function BroadcastPage() {
  return <BroadcastScreen broadcastId={Route.useParams().broadcastId} />;
}
