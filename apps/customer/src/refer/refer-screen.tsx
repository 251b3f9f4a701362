import { failureOf } from "@nexa/client";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { client } from "../app/api.ts";
import { CodeCard } from "./code-card.tsx";
import { DiscountList } from "./discount-list.tsx";
import { JoinedList } from "./joined-list.tsx";

/** The code to share, who joined with it, and what that brought. */
export function ReferScreen() {
  const { t } = useTranslation();
  // Asking twice gives the same code, so this reads although it may make the first one.
  const code = useQuery({ queryKey: ["referral-code"], queryFn: () => client.referrals.generate.mutate({}) });
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h1 className="font-semibold text-xl">{t("refer.title")}</h1>
        <p className="text-muted-foreground text-sm">{t("refer.text")}</p>
      </div>
      {code.isError && !code.data && <ErrorState failure={failureOf(code.error)} onRetry={() => void code.refetch()} />}
      {code.isPending && <Skeleton className="h-44 w-full rounded-card" />}
      {code.data && <CodeCard code={code.data} />}
      <DiscountList />
      <JoinedList />
    </div>
  );
}
