import { failureOf } from "@nexa/client";
import type { CustomerDetail as Customer } from "@nexa/contracts";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { Tab, TabList, TabPanel, Tabs } from "@nexa/ui/components/tabs.tsx";
import { Moment, Phone } from "@nexa/ui/format/display.tsx";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { AccountBadge } from "./badges.tsx";
import { CustomerActions } from "./customer-actions.tsx";
import { CUSTOMER_TABS, type CustomerTab } from "./customer-tabs.ts";
import { Facts, RowsSkeleton } from "./facts.tsx";
import { FamilyTab } from "./tabs/family-tab.tsx";
import { LinesTab } from "./tabs/lines-tab.tsx";
import { MoneyTab } from "./tabs/money-tab.tsx";
import { NoticesTab } from "./tabs/notices-tab.tsx";
import { PlansTab } from "./tabs/plans-tab.tsx";
import { PostpaidTab } from "./tabs/postpaid-tab.tsx";
import { ReferralsTab } from "./tabs/referrals-tab.tsx";
import { SessionsTab } from "./tabs/sessions-tab.tsx";
import { TimelineTab } from "./tabs/timeline-tab.tsx";

/** Everything about a customer, the same beside the list and as a page of its own. */
export function CustomerDetail(props: { id: string; tab: CustomerTab; onTab: (tab: CustomerTab) => void }) {
  const { t } = useTranslation();
  const query = useQuery(api.customers.get.queryOptions({ customerId: props.id }));
  if (query.isError) return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (!query.data) return <DetailSkeleton />;
  const customer = query.data;
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {customer.phoneNumber && <Phone number={customer.phoneNumber} />}
        <AccountBadge status={customer.status} />
        {!customer.isPhoneVerified && (
          <span className="text-muted-foreground text-sm">{t("customers.notVerified")}</span>
        )}
      </div>
      <CustomerActions customer={customer} />
      <AccountFacts customer={customer} />
      <Tabs value={props.tab} onValueChange={(tab) => props.onTab(tab as CustomerTab)}>
        <TabList aria-label={t("customers.tabs.label")}>
          {CUSTOMER_TABS.map((tab) => (
            <Tab key={tab} value={tab}>
              {t(`customers.tabs.${tab}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={props.tab} className="pt-4 outline-none">
          <TabContent tab={props.tab} customer={customer} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function AccountFacts({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const verified = customer.isEmailVerified ? "emailVerified" : "emailUnverified";
  return (
    <Facts
      label={t("customers.facts.label")}
      items={[
        [t("customers.facts.email"), customer.email && `${customer.email} (${t(`customers.facts.${verified}`)})`],
        [t("customers.language"), t(`people.language.${customer.language}`)],
        [t("customers.facts.joined"), <Moment key="joined" at={customer.createdAt} as="date" />],
        [
          t("customers.facts.lastPlan"),
          customer.lastActivePlanAt && <Moment key="plan" at={customer.lastActivePlanAt} as="date" />,
        ],
        [t("customers.facts.inactive"), customer.daysInactive > 0 ? customer.daysInactive : null],
        [t("customers.facts.sessions"), t("customers.facts.sessionCount", { count: customer.sessionCount })],
        [t("customers.facts.statusReason"), customer.statusReason],
        [t("customers.facts.closedAt"), customer.closedAt && <Moment key="closed" at={customer.closedAt} />],
      ]}
    />
  );
}

function TabContent({ tab, customer }: { tab: CustomerTab; customer: Customer }) {
  const { id } = customer;
  switch (tab) {
    case "timeline":
      return <TimelineTab customerId={id} />;
    case "lines":
      return <LinesTab customer={customer} />;
    case "plans":
      return <PlansTab customerId={id} />;
    case "money":
      return <MoneyTab customerId={id} />;
    case "postpaid":
      return <PostpaidTab customerId={id} />;
    case "family":
      return <FamilyTab customerId={id} />;
    case "referrals":
      return <ReferralsTab customerId={id} />;
    case "notices":
      return <NoticesTab customerId={id} />;
    case "sessions":
      return <SessionsTab customer={customer} />;
  }
}

function DetailSkeleton() {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-6 w-56" />
      <Skeleton className="h-8 w-72" />
      <RowsSkeleton count={6} />
    </div>
  );
}
