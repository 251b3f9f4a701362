import { failureOf, itemsOf, pagesOf } from "@nexa/client";
import type { ReferralDiscountStatus } from "@nexa/contracts/enums";
import { Badge, type Tone } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";

const PAGE = 10;
const PERCENT = 100;

const TONES: Record<ReferralDiscountStatus, Tone> = {
  unused: "positive",
  held: "warning",
  used: "neutral",
  expired: "neutral",
  revoked: "negative",
};

/** Discounts earned or received, with how long each can be used. */
export function DiscountList() {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const list = useInfiniteQuery(
    pagesOf(api.referrals.listDiscounts.pathKey(), (page) =>
      client.referrals.listDiscounts.query({ limit: PAGE, ...page }),
    ),
  );
  const discounts = itemsOf(list.data);
  return (
    <section className="grid gap-2">
      <h2 className="px-1 font-medium text-muted-foreground text-sm">{t("refer.discounts")}</h2>
      {list.isPending && <Skeleton className="h-20 w-full rounded-card" />}
      {list.isError && !discounts && <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {discounts?.length === 0 && (
        <p className="rounded-card border bg-card p-4 text-muted-foreground text-sm">{t("refer.noDiscounts")}</p>
      )}
      {discounts && discounts.length > 0 && (
        <ul className="divide-y rounded-card border bg-card shadow-card">
          {discounts.map((discount) => (
            <li key={discount.id} className="flex items-center justify-between gap-3 px-4 py-3">
              <div className="min-w-0">
                <p className="font-medium">{t("refer.off", { percent: percent(discount.percent / PERCENT) })}</p>
                <p className="text-muted-foreground text-sm">
                  {t(`refer.roles.${discount.role}`)} · {t("refer.until")} <Moment at={discount.expiresAt} as="date" />
                </p>
              </div>
              <Badge tone={TONES[discount.status]}>{t(`refer.statuses.${discount.status}`)}</Badge>
            </li>
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
