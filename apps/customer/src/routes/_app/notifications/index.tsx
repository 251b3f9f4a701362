import { createFileRoute } from "@tanstack/react-router";
import { NotificationsScreen } from "../../../notifications/notifications-screen.tsx";

/** `unread` shows only those. */
type NotificationsSearch = { unread?: boolean };

export const Route = createFileRoute("/_app/notifications/")({
  validateSearch: (search): NotificationsSearch => (search.unread === true ? { unread: true } : {}),
  component: Notifications,
});

function Notifications() {
  const { unread = false } = Route.useSearch();
  return <NotificationsScreen isUnread={unread} />;
}
