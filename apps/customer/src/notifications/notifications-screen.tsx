import { failureOf, itemsOf, pagesOf } from "@nexa/client";
import type { Notification } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BellOff, Settings2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, client, queryClient } from "../app/api.ts";
import { DeviceNoticesCard } from "./device-notices-card.tsx";
import { NoticeRow } from "./notice-row.tsx";
import { NoticesSkeleton } from "./notices-skeleton.tsx";
import { useToday } from "./use-today.ts";

const PAGE = 30;

export function NotificationsScreen({ isUnread }: { isUnread: boolean }) {
  const { t } = useTranslation();
  const input = { limit: PAGE, ...(isUnread && { isUnread: true }) };
  const list = useInfiniteQuery(
    pagesOf([...api.notifications.list.pathKey(), input], (page) =>
      client.notifications.list.query({ ...input, ...page }),
    ),
  );
  const items = itemsOf(list.data);
  const notices = items ?? [];
  return (
    <div className="grid gap-4">
      <Head isUnread={isUnread} hasUnread={notices.some(({ readAt }) => readAt === null)} />
      {notices.length > 0 && <DeviceNoticesCard />}
      {list.isPending && <NoticesSkeleton />}
      {list.isError && !items && <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {items?.length === 0 && (
        <EmptyState
          icon={BellOff}
          title={isUnread ? t("notices.noneUnread") : t("notices.none")}
          text={isUnread ? undefined : t("notices.noneText")}
        />
      )}
      <Days notices={notices} />
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          isBusy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t("notices.more")}
        </Button>
      )}
    </div>
  );
}

function Head({ isUnread, hasUnread }: { isUnread: boolean; hasUnread: boolean }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const markAll = useMutation(
    api.notifications.markAllRead.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.notifications.pathKey() }),
      onError: (error) => void toast.error(text(failureOf(error))),
    }),
  );
  return (
    <>
      <div className="flex items-center justify-between gap-3">
        <h1 className="font-semibold text-xl">{t("notices.title")}</h1>
        <Button asChild variant="quiet" size="icon" aria-label={t("notices.preferences")}>
          <Link to="/notifications/preferences">
            <Settings2 aria-hidden />
          </Link>
        </Button>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="flex gap-2">
          <Filter isOn={!isUnread} label={t("notices.all")} search={{}} />
          <Filter isOn={isUnread} label={t("notices.unread")} search={{ unread: true }} />
        </div>
        {hasUnread && (
          <Button variant="quiet" isBusy={markAll.isPending} onClick={() => markAll.mutate({})}>
            {t("notices.markAll")}
          </Button>
        )}
      </div>
    </>
  );
}

function Filter({ isOn, label, search }: { isOn: boolean; label: string; search: { unread?: boolean } }) {
  return (
    <Link
      to="/notifications"
      search={search}
      replace
      aria-current={isOn ? "true" : undefined}
      className={
        isOn
          ? "grid h-10 place-items-center rounded-full bg-brand-soft px-4 font-medium text-brand-strong text-sm"
          : "grid h-10 place-items-center rounded-full border bg-card px-4 text-sm hover:bg-muted"
      }
    >
      {label}
    </Link>
  );
}

/** Notices under the operator's day they came on. */
function Days({ notices }: { notices: readonly Notification[] }) {
  const { t } = useTranslation();
  const { dayKey, weekday } = useFormats();
  const days = Map.groupBy(notices, ({ createdAt }) => dayKey(createdAt));
  const today = useToday();
  return [...days].map(([day, ofDay]) => {
    const at = ofDay[0]?.createdAt ?? "";
    return (
      <section key={day} aria-labelledby={`day-${day}`} className="grid gap-2">
        <h2 id={`day-${day}`} className="font-medium text-muted-foreground text-sm">
          {day === today ? t("notices.today") : weekday(at)}
        </h2>
        <ul className="divide-y overflow-hidden rounded-card border bg-card shadow-card">
          {ofDay.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} />
          ))}
        </ul>
      </section>
    );
  });
}
