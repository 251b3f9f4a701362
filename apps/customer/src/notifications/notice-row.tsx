import type { Notification } from "@nexa/contracts";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import { lookOf } from "./notice-look.ts";

/** One notice. Opening it counts as reading it. */
export function NoticeRow({ notice }: { notice: Notification }) {
  const { t } = useTranslation();
  const { icon: Icon, to } = lookOf(notice.type);
  const isUnread = notice.readAt === null;
  const markRead = useMutation(
    api.notifications.markRead.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.notifications.pathKey() }),
    }),
  );
  return (
    <li>
      <Link
        to={to}
        onClick={() => isUnread && markRead.mutate({ notificationIds: [notice.id] })}
        className="flex gap-3 px-4 py-3 outline-offset-[-2px] hover:bg-muted"
      >
        <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-muted-foreground" />
        <span className="grid min-w-0 grow gap-0.5">
          <span className="flex items-baseline gap-3">
            <span className={isUnread ? "grow font-semibold" : "grow"}>{notice.title}</span>
            <Moment at={notice.createdAt} as="time" className="shrink-0 text-muted-foreground text-sm" />
          </span>
          <span className="text-pretty break-words text-muted-foreground text-sm">{notice.body}</span>
        </span>
        <span className="mt-2 size-2 shrink-0">
          {isUnread && (
            <span className="block size-2 rounded-full bg-brand">
              <span className="sr-only">{t("notices.isUnread")}</span>
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
