import { failureOf } from "@nexa/client";
import type { PostpaidActivation } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ReceiptText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { ActivationView } from "./activation-view.tsx";
import { BackLink } from "./back-link.tsx";
import { OpenBills } from "./open-bills.tsx";
import { SharedWithMe } from "./shared-with-me.tsx";

/** The customer's postpaid plan; where there are several, the one chosen. */
export function PostpaidScreen({ chosenId }: { chosenId: string | undefined }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4">
      <BackLink to="/family" />
      <h1 className="font-semibold text-2xl">{t("postpaid.title")}</h1>
      <Activations chosenId={chosenId} />
    </div>
  );
}

function Activations({ chosenId }: { chosenId: string | undefined }) {
  const found = useQuery(api.postpaid.getActivation.queryOptions({}));
  if (found.isError) return <ErrorState failure={failureOf(found.error)} onRetry={() => void found.refetch()} />;
  if (!found.data) {
    return (
      <>
        <Skeleton className="h-20 rounded-card" />
        <Skeleton className="h-64 rounded-card" />
      </>
    );
  }
  const { items } = found.data;
  const chosen = items.find(({ id }) => id === chosenId) ?? items[0];
  return (
    <>
      <OpenBills />
      {items.length > 1 && chosen && <Switcher items={items} chosen={chosen} />}
      {chosen && <ActivationView key={chosen.id} activation={chosen} />}
      <SharedWithMe activationId={items[0]?.id} />
      {!chosen && <NoPlan />}
    </>
  );
}

function Switcher({ items, chosen }: { items: PostpaidActivation[]; chosen: PostpaidActivation }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Select
      aria-label={t("postpaid.yourPlan")}
      value={chosen.id}
      onChange={({ target }) => void navigate({ to: "/postpaid", search: { plan: target.value }, replace: true })}
    >
      {items.map((each) => (
        <option key={each.id} value={each.id}>
          {groupPhone(each.phoneNumber)} · {each.planName}
        </option>
      ))}
    </Select>
  );
}

function NoPlan() {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyState
        icon={ReceiptText}
        title={t("postpaid.none")}
        text={t("postpaid.noneText")}
        action={
          <Button asChild variant="primary">
            <Link to="/postpaid/plans">{t("postpaid.choose")}</Link>
          </Button>
        }
      />
    </Card>
  );
}
