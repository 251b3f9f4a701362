import type { Transaction } from "@nexa/contracts";
import { Money } from "@nexa/ui/format/display.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { rechargeLink } from "../recharge/recharge-link.ts";

const LOOKED_THROUGH = 30;
const SHOWN = 3;

/** The last numbers recharged, each with what it got last. */
export function QuickAgain() {
  const { t } = useTranslation();
  const bought = useQuery(
    api.transactions.list.queryOptions({ status: "succeeded", type: "prepaid_recharge", limit: LOOKED_THROUGH }),
  ).data?.items;
  const last = lastPerNumber(bought ?? []);
  const links = useQuery(api.linkedAccounts.list.queryOptions({ status: "linked" })).data?.items ?? [];
  if (last.length === 0) return null;
  const nameOf = (number: string) => links.find(({ phoneNumber }) => phoneNumber === number)?.label;
  return (
    <section className="grid gap-2">
      <h2 className="font-medium">{t("home.again")}</h2>
      <ul className="divide-y overflow-hidden rounded-card border bg-card shadow-card">
        {last.map(({ planId, planName, recipientPhoneNumber: to, originalAmountMinor }) => (
          <li key={to}>
            <Link
              {...rechargeLink({ to, ...(planId && { plan: planId }) })}
              className="flex items-center gap-3 px-4 py-3 text-sm hover:bg-muted"
            >
              <span className="grid min-w-0 grow">
                <span className="tabular truncate font-medium">{nameOf(to) ?? groupPhone(to)}</span>
                <span className="truncate text-muted-foreground">{planName}</span>
              </span>
              <Money minor={originalAmountMinor} />
              <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function lastPerNumber(newestFirst: readonly Transaction[]): Transaction[] {
  const seen = new Set<string>();
  const last = newestFirst.filter(({ recipientPhoneNumber: number }) => !seen.has(number) && seen.add(number));
  return last.slice(0, SHOWN);
}
