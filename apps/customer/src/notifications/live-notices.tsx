import { failureOf } from "@nexa/client";
import type { NotificationType } from "@nexa/contracts/enums";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { type AnyRouter, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api, client, queryClient } from "../app/api.ts";
import { showOnDevice } from "../pwa/device-notices.ts";

type Area = "transactions" | "subscriptions" | "usage" | "lines" | "postpaid" | "linkedAccounts" | "referrals";

const PLAN: readonly Area[] = ["subscriptions", "usage", "lines"];
const USE: readonly Area[] = ["usage"];
const MONEY: readonly Area[] = ["transactions", "subscriptions", "usage", "lines", "referrals"];
const POSTPAID: readonly Area[] = ["postpaid", "usage", "lines"];

/** What a notice says has changed. */
const CHANGED: Partial<Record<NotificationType, readonly Area[]>> = {
  low_balance: USE,
  usage_50: USE,
  usage_80: USE,
  data_exhausted: USE,
  daily_limit_reached: USE,
  topup_activated: PLAN,
  topup_exhausted: PLAN,
  plan_queued: PLAN,
  plan_activated: PLAN,
  plan_expired: PLAN,
  plan_cancelled: MONEY,
  payment_success: [...MONEY, "postpaid"],
  payment_failure: MONEY,
  payment_pending: MONEY,
  refund_issued: MONEY,
  bill_issued: POSTPAID,
  postpaid_due_date: POSTPAID,
  postpaid_overdue: POSTPAID,
  service_suspended: POSTPAID,
  service_restored: POSTPAID,
  addon_activated: POSTPAID,
  referral_bonus: ["referrals"],
  link_request: ["linkedAccounts"],
  link_accepted: ["linkedAccounts"],
};

/** Follows the customer's notices while anything behind the sign-in is shown: says what comes, and reads anew what it changed. */
export function LiveNotices({ router }: { router: AnyRouter }) {
  const { t } = useTranslation();
  const isInside = useRouterState({
    router,
    select: ({ matches }) => matches.some((match) => match.routeId === "/_app"),
  });
  useEffect(() => {
    if (!isInside) return;
    const stream = client.notifications.stream.subscribe(
      {},
      {
        onData: ({ data: { notification } }) => {
          if (notification === null) return;
          refresh(notification.type);
          if (document.visibilityState === "hidden") void showOnDevice(notification);
          if (router.state.location.pathname === "/notifications") return;
          toast(notification.title, {
            id: notification.id,
            description: notification.body,
            action: { label: t("notices.open"), onClick: () => void router.navigate({ to: "/notifications" }) },
          });
        },
        onError: (error) => {
          // Ended from elsewhere: asking for the profile takes the customer to the sign-in.
          if (failureOf(error).code === "UNAUTHENTICATED") {
            void queryClient.invalidateQueries({ queryKey: api.customers.getProfile.queryKey() });
          }
        },
      },
    );
    return () => stream.unsubscribe();
  }, [isInside, router, t]);
  return null;
}

function refresh(type: NotificationType): void {
  void queryClient.invalidateQueries({ queryKey: api.notifications.pathKey() });
  for (const area of CHANGED[type] ?? []) void queryClient.invalidateQueries({ queryKey: api[area].pathKey() });
}
