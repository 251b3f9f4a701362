import { failureOf, pagesOf } from "@nexa/client";
import type { PostpaidActivation, PostpaidAddon } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { Money } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { BuyAddonSheet } from "./buy-addon-sheet.tsx";

const PAGE = 5;

/** Extra data bought for this cycle and earlier ones. */
export function Addons({ activation }: { activation: PostpaidActivation }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const [isBuying, setBuying] = useState(false);
  const { cycle } = activation;
  return (
    <Card className="grid gap-3">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h2 className="font-semibold">{t("postpaid.addons")}</h2>
          {cycle && (
            <p className="text-muted-foreground text-sm">{t("postpaid.addonText", { at: date(cycle.endsAt) })}</p>
          )}
        </div>
        {cycle && activation.status === "active" && (
          <Button onClick={() => setBuying(true)}>{t("postpaid.buy")}</Button>
        )}
      </div>
      <Bought activationId={activation.id} />
      {isBuying && <BuyAddonSheet activationId={activation.id} onClose={() => setBuying(false)} />}
    </Card>
  );
}

function Bought({ activationId }: { activationId: string }) {
  const { t } = useTranslation();
  const found = useInfiniteQuery(
    pagesOf([...api.postpaid.listAddons.pathKey(), activationId], (page) =>
      client.postpaid.listAddons.query({ activationId, limit: PAGE, ...page }),
    ),
  );
  if (found.isError) return <FormError failure={failureOf(found.error)} />;
  if (!found.data) return <Skeleton className="h-12" />;
  const addons = found.data.pages.flatMap((page) => page.items);
  if (addons.length === 0) return <p className="text-muted-foreground text-sm">{t("postpaid.noAddons")}</p>;
  return (
    <>
      <ul className="divide-y">
        {addons.map((addon) => (
          <li key={addon.id} className="flex justify-between gap-3 py-2 text-sm">
            <Addon addon={addon} />
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button variant="quiet" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("family.more")}
        </Button>
      )}
    </>
  );
}

function Addon({ addon }: { addon: PostpaidAddon }) {
  const { t } = useTranslation();
  const { date, volume } = useFormats();
  const { allowance, remaining } = addon.balance.data;
  const isActive = addon.status === "active";
  return (
    <>
      <div>
        <p className="font-medium">
          {addon.planName}{" "}
          <Badge tone={isActive ? "positive" : "neutral"}>{t(`postpaid.addonEnded.${addon.status}`)}</Badge>
        </p>
        <p className="tabular text-muted-foreground">
          {isActive && allowance !== null && remaining !== null
            ? t("postpaid.addonLeft", { left: volume(remaining), all: volume(allowance) })
            : date(addon.createdAt)}
        </p>
      </div>
      <Money minor={addon.priceMinor} />
    </>
  );
}
