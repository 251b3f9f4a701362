import { failureOf, itemsOf, pagesOf } from "@nexa/client";
import type { MyReferral } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";

const PAGE = 20;

/** Who joined with any of the customer's codes, as far as one may know them. */
export function JoinedList() {
  const { t } = useTranslation();
  const list = useInfiniteQuery(
    pagesOf(api.referrals.listMine.pathKey(), (page) => client.referrals.listMine.query({ limit: PAGE, ...page })),
  );
  const codes = itemsOf(list.data);
  const joined = codes?.flatMap((code) => code.referrals.map((referral) => ({ ...referral, code: code.code })));
  return (
    <section className="grid gap-2">
      <h2 className="px-1 font-medium text-muted-foreground text-sm">{t("refer.joined")}</h2>
      {list.isPending && <Skeleton className="h-20 w-full rounded-card" />}
      {list.isError && !joined && <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {joined?.length === 0 && (
        <div className="rounded-card border bg-card">
          <EmptyState icon={UserPlus} title={t("refer.nobody")} text={t("refer.nobodyText")} />
        </div>
      )}
      {joined && joined.length > 0 && (
        <ul className="divide-y rounded-card border bg-card shadow-card">
          {joined.map((referral) => (
            <JoinedRow key={`${referral.code} ${referral.usedAt}`} referral={referral} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          isBusy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t("refer.more")}
        </Button>
      )}
    </section>
  );
}

function JoinedRow({ referral }: { referral: MyReferral & { code: string } }) {
  const { t } = useTranslation();
  return (
    <li className="flex items-center justify-between gap-3 px-4 py-3">
      <div className="min-w-0">
        <p className="truncate font-medium">{referral.maskedName}</p>
        <p className="text-muted-foreground text-sm">
          {t("refer.joinedOn")} <Moment at={referral.usedAt} as="date" /> ·{" "}
          <span className="tabular">{referral.code}</span>
        </p>
      </div>
      <Badge tone={referral.completedAt ? "positive" : "neutral"}>
        {referral.completedAt ? t("refer.recharged") : t("refer.waiting")}
      </Badge>
    </li>
  );
}
