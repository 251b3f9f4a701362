import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bell, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "./api.ts";
import { LineSwitcher } from "./line-switcher.tsx";
import { useOnline } from "./use-online.ts";

const MOST_SHOWN = 99;

/** Which number this is about, what is unread, and whether there is a connection at all. */
export function TopBar() {
  return (
    <header className="sticky top-0 z-20 border-b bg-background">
      <OfflineNote />
      <div className="mx-auto flex h-14 max-w-3xl items-center justify-between gap-3 px-4">
        <LineSwitcher />
        <Notices />
      </div>
    </header>
  );
}

function Notices() {
  const { t } = useTranslation();
  const unread = useQuery(api.notifications.stats.queryOptions({})).data?.unread ?? 0;
  return (
    <Link
      to="/notifications"
      aria-label={unread > 0 ? t("shell.notices", { count: unread }) : t("shell.noNotices")}
      className="relative -mr-2 grid size-10 shrink-0 place-items-center rounded-control hover:bg-muted"
    >
      <Bell aria-hidden className="size-5" />
      {unread > 0 && (
        <span
          aria-hidden
          className="tabular absolute top-0.5 right-0.5 min-w-4.5 rounded-full bg-brand px-1 text-center text-brand-foreground text-xs leading-4.5"
        >
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </Link>
  );
}

function OfflineNote() {
  const { t } = useTranslation();
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && (
        <p className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-2 text-center text-sm text-warning">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {t("shell.offline")}
        </p>
      )}
    </div>
  );
}
