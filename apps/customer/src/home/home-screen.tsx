import type { Line } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useLine } from "../app/use-line.ts";
import { OpenPaymentNote } from "../recharge/open-payment-note.tsx";
import { Announcements } from "./announcements.tsx";
import { LineCard } from "./line-card.tsx";
import { OfferList } from "./offer-list.tsx";
import { PostpaidNote } from "./postpaid-note.tsx";
import { QuickAgain } from "./quick-again.tsx";

/** What is left, what comes next, and the shortest way to more. */
export function HomeScreen() {
  const { t } = useTranslation();
  const { line } = useLine();
  const { data: profile } = useSuspenseQuery(api.customers.getProfile.queryOptions({}));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <h1 className="sr-only">{t("home.title")}</h1>
      <OpenPaymentNote customerId={profile.id} />
      {line?.mode === "postpaid" && <PostpaidNote line={line} />}
      {line ? <LineCard key={line.id} line={line} /> : <NoLine />}
      <Announcements />
      <QuickAgain />
      <OfferList number={line && isPrepaid(line) ? line.phoneNumber : undefined} />
    </div>
  );
}

/** Whether the number can be recharged: those on a postpaid plan, their own or a shared one, cannot. */
function isPrepaid({ mode }: Line): boolean {
  return mode === "idle" || mode === "prepaid";
}

function NoLine() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={Smartphone}
      title={t("home.noLine.title")}
      text={t("home.noLine.text")}
      action={
        <Button asChild variant="primary">
          <Link to="/confirm-number">{t("shell.confirmNumber")}</Link>
        </Button>
      }
    />
  );
}
