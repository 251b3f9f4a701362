import { failureOf } from "@nexa/client";
import type { Line, LineUsage } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { rechargeLink } from "../recharge/recharge-link.ts";
import { DataLeft } from "./data-left.tsx";
import { NextPlan } from "./next-plan.tsx";
import { RunningFacts } from "./running-facts.tsx";

/** What the chosen number has left, and the buttons for more. */
export function LineCard({ line }: { line: Line }) {
  const usage = useQuery(api.usage.get.queryOptions({ lineId: line.id }));
  if (usage.isError && !usage.data) {
    return <ErrorState failure={failureOf(usage.error)} onRetry={() => void usage.refetch()} />;
  }
  const used = usage.data?.items[0];
  if (!used) return <LineSkeleton />;
  return (
    <Card className="grid gap-5 md:p-6">
      <WhatRuns usage={used} />
      <Actions line={line} />
    </Card>
  );
}

function WhatRuns({ usage }: { usage: LineUsage }) {
  const running = usage.base ?? usage.pool;
  if (!running) return <Idle />;
  return (
    <div className="grid justify-items-center gap-5 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-center sm:justify-items-start sm:gap-8">
      <DataLeft data={running.balances.data} planName={running.planName} />
      <div className="grid w-full gap-2 text-sm">
        <DailyUse usage={usage} />
        <RunningFacts usage={usage} running={running} />
        {usage.base && <NextPlan lineId={usage.lineId} />}
      </div>
    </div>
  );
}

/** Today's use against the day's limit, where the plan has one. */
function DailyUse({ usage }: { usage: LineUsage }) {
  const { t } = useTranslation();
  const { volume, time } = useFormats();
  const daily = usage.dailyData;
  if (!daily) return usage.today.data > 0 && <p>{t("home.usedToday", { used: volume(usage.today.data) })}</p>;
  const isOver = daily.usedTodayBytes >= daily.limitBytes;
  return (
    <div className="grid gap-1.5">
      <p className="tabular font-medium">
        {t("home.today", { used: volume(daily.usedTodayBytes), limit: volume(daily.limitBytes) })}
      </p>
      <progress
        aria-label={t("home.todayLabel")}
        value={Math.min(daily.usedTodayBytes, daily.limitBytes)}
        max={daily.limitBytes}
        className={`h-2 w-full appearance-none overflow-hidden rounded-full [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-muted [&::-webkit-progress-value]:rounded-full ${isOver ? "[&::-webkit-progress-value]:bg-warning" : "[&::-webkit-progress-value]:bg-brand"}`}
      />
      {isOver && <p className="text-warning">{t("home.todayOver", { time: time(daily.resetsAt) })}</p>}
    </div>
  );
}

function Idle() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={Smartphone}
      title={t("home.idle.title")}
      text={
        <>
          {t("home.idle.text")}{" "}
          <Link to="/postpaid" className="text-brand-strong underline underline-offset-4">
            {t("home.idle.postpaid")}
          </Link>
        </>
      }
    />
  );
}

function Actions({ line }: { line: Line }) {
  const { t } = useTranslation();
  const active = useQuery(api.subscriptions.listActive.queryOptions({ lineId: line.id }));
  if (line.mode === "postpaid" || line.mode === "postpaid_secondary") {
    return (
      <Button asChild variant="primary" size="lg">
        <Link to="/postpaid">{t(line.mode === "postpaid" ? "home.bills" : "home.sharedPlan")}</Link>
      </Button>
    );
  }
  // What Recharge leads to depends on what runs: it must not change under the thumb.
  if (active.isLoading) return <Skeleton className="h-12" />;
  const base = active.data?.items.find(({ isTopup }) => !isTopup);
  const to = line.phoneNumber;
  return (
    <div className={base ? "grid grid-cols-2 gap-3" : "grid"}>
      <Button asChild variant="primary" size="lg">
        <Link {...rechargeLink(base ? { plan: base.planId, to } : { to })}>{t("home.recharge")}</Link>
      </Button>
      {base && (
        <Button asChild size="lg">
          <Link {...rechargeLink({ add: "data", to })}>{t("home.addData")}</Link>
        </Button>
      )}
    </div>
  );
}

function LineSkeleton() {
  return (
    <Card className="grid gap-5 md:p-6">
      <div className="grid justify-items-center gap-5 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-center sm:gap-8">
        <Skeleton className="size-46 rounded-full" />
        <div className="grid w-full gap-3">
          <Skeleton className="h-5 w-40" />
          <Skeleton className="h-2" />
          <Skeleton className="h-5 w-52" />
        </div>
      </div>
      <Skeleton className="h-12" />
    </Card>
  );
}
