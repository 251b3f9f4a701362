import type { CustomerDetail } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/use-may.ts";
import { ReasonedActionDialog } from "../status-actions.tsx";
import { TimelineList } from "./timeline-tab.tsx";

/** Where the customer is signed in, and what bears on the account's security. */
export function SessionsTab({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const mayWrite = useMay("customers.write");
  const [isEnding, setEnding] = useState(false);
  const count = customer.sessionCount;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm">
        <p>{count === 0 ? t("customers.sessions.none") : t("customers.sessions.count", { count })}</p>
        {count > 0 && mayWrite && (
          <Button size="sm" onClick={() => setEnding(true)}>
            {t("customers.actions.endSessions")}
          </Button>
        )}
      </div>
      <TimelineList
        customerId={customer.id}
        kinds={["sign_in", "security"]}
        empty={t("customers.sessions.noHistory")}
      />
      {isEnding && <ReasonedActionDialog action="endSessions" customer={customer} onClose={() => setEnding(false)} />}
    </div>
  );
}
