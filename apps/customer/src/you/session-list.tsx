import { failureOf, itemsOf, pagesOf } from "@nexa/client";
import type { Session } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { deviceName } from "@nexa/ui/format/device-name";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Laptop, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, client, queryClient } from "../app/api.ts";

const PAGE = 5;

/** The devices and apps on which the customer is signed in. */
export function SessionList() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(
    pagesOf(api.identity.listSessions.pathKey(), (page) =>
      client.identity.listSessions.query({ limit: PAGE, ...page }),
    ),
  );
  const sessions = itemsOf(list.data);
  return (
    <section className="grid gap-2">
      <h2 className="px-1 font-medium text-muted-foreground text-sm">{t("you.sessions")}</h2>
      {list.isError && !sessions && <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton className="h-36 w-full rounded-card" />}
      {sessions && (
        <ul className="divide-y rounded-card border bg-card shadow-card">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          isBusy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t("you.moreSessions")}
        </Button>
      )}
    </section>
  );
}

function SessionRow({ session }: { session: Session }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const end = useMutation(
    api.identity.endSession.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.identity.listSessions.pathKey() }),
      onError: (error) => void toast.error(text(failureOf(error))),
    }),
  );
  const Icon = /Mobile|Android|iPhone/.test(session.userAgent ?? "") ? Smartphone : Laptop;
  const name = deviceName(session.userAgent) ?? t("you.otherProgram");
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-muted-foreground" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2">
          {name}
          {session.isCurrent && <Badge tone="positive">{t("you.thisOne")}</Badge>}
        </p>
        <p className="tabular text-muted-foreground text-sm">
          {t("you.lastUsed")} <Moment at={session.lastUsedAt} />
          {session.ip && ` · ${session.ip}`}
        </p>
      </div>
      {!session.isCurrent && (
        <Button
          variant="quiet"
          isBusy={end.isPending}
          aria-label={t("you.endSessionOf", { name })}
          onClick={() => end.mutate({ sessionId: session.id })}
        >
          {t("you.endSession")}
        </Button>
      )}
    </li>
  );
}
