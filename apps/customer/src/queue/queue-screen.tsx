import { failureOf } from "@nexa/client";
import type { Line } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { Phone } from "@nexa/ui/format/display.tsx";
import { Link } from "@tanstack/react-router";
import { CalendarClock, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLine } from "../app/use-line.ts";
import { rechargeLink } from "../recharge/recharge-link.ts";
import { EarlierPlans } from "./earlier-plans.tsx";
import { OthersPlans } from "./others-plans.tsx";
import { RunningPlan } from "./running-plan.tsx";
import { Timeline } from "./timeline.tsx";
import { useQueue } from "./use-queue.ts";

export function QueueScreen() {
  const { t } = useTranslation();
  const { line } = useLine();
  return (
    <div className="grid gap-6">
      <header>
        <h1 className="font-semibold text-2xl">{t("queue.title")}</h1>
        {line && <Phone number={line.phoneNumber} className="text-muted-foreground text-sm" />}
      </header>
      {line ? <Plans key={line.id} line={line} /> : <NoLine />}
    </div>
  );
}

function Plans({ line }: { line: Line }) {
  const { t } = useTranslation();
  const { active, queue } = useQueue(line);
  const failed = [active, queue].find((query) => query.isError && !query.data);
  if (failed) {
    const retry = () => void Promise.all([active.refetch(), queue.refetch()]);
    return <ErrorState failure={failureOf(failed.error)} onRetry={retry} />;
  }
  if (!active.data || !queue.data) return <Waiting />;
  const running = active.data.items.find(({ isTopup }) => !isTopup);
  return (
    <>
      <RunningPlan items={active.data.items} />
      {active.data.items.length + queue.data.items.length > 0 && (
        <section className="grid gap-3">
          <h2 className="font-semibold text-lg">{t("queue.waiting")}</h2>
          {queue.data.items.length > 0 ? (
            <Timeline line={line} running={running ?? null} waiting={queue.data.items} />
          ) : (
            <EmptyState
              icon={CalendarClock}
              title={t("queue.nothingWaits")}
              text={running && t("queue.nothingWaitsText")}
              action={
                <Button asChild variant="primary">
                  <Link {...rechargeLink({ to: line.phoneNumber })}>{t("queue.recharge")}</Link>
                </Button>
              }
            />
          )}
        </section>
      )}
      <OthersPlans active={active.data.paidForOthers} waiting={queue.data.paidForOthers} />
      <EarlierPlans line={line} />
    </>
  );
}

function NoLine() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={Smartphone}
      title={t("activity.noLine")}
      text={t("activity.noLineText")}
      action={
        <Button asChild variant="primary">
          <Link to="/you">{t("activity.addLine")}</Link>
        </Button>
      }
    />
  );
}

function Waiting() {
  return (
    <div className="grid gap-6">
      <Skeleton className="h-32 rounded-card" />
      <Skeleton className="h-28 rounded-card" />
      <Skeleton className="h-28 rounded-card" />
    </div>
  );
}
