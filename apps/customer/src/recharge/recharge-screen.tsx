import { Button } from "@nexa/ui/components/button.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useLine } from "../app/use-line.ts";
import { OpenPaymentNote } from "./open-payment-note.tsx";
import { PaymentView } from "./payment-view.tsx";
import { PlanChooser } from "./plan-chooser.tsx";
import { QuoteView } from "./quote-view.tsx";
import type { RechargeSearch } from "./recharge-link.ts";
import { RecipientPicker } from "./recipient-picker.tsx";

/** Which plan, what it costs and does, paying, and the receipt: one address that says where one is. */
export function RechargeScreen({ plan, to, add, payment }: RechargeSearch) {
  const { t } = useTranslation();
  const { line } = useLine();
  const { data: profile } = useSuspenseQuery(api.customers.getProfile.queryOptions({}));
  const number = to ?? line?.phoneNumber ?? profile.phoneNumber ?? "";
  if (payment) return <Sheet>{<PaymentView paymentKey={payment} customerId={profile.id} />}</Sheet>;
  const kept = { ...(to && { to }), ...(add && { add }) };
  return (
    <Sheet>
      <header className="flex items-center justify-between gap-4">
        <h1 className="font-semibold text-xl">{t(add ? "recharge.addDataTitle" : "recharge.title")}</h1>
        <Button asChild variant="quiet" size="icon" className="-mr-2">
          <Link to="/" aria-label={t("recharge.close")}>
            <X aria-hidden />
          </Link>
        </Button>
      </header>
      <OpenPaymentNote customerId={profile.id} />
      <RecipientPicker key={number} number={number} search={{ ...(plan && { plan }), ...kept }} />
      {plan ? (
        <QuoteView key={`${plan} ${number}`} planId={plan} number={number} kept={kept} customerId={profile.id} />
      ) : (
        <PlanChooser number={number} kept={kept} />
      )}
    </Sheet>
  );
}

/** Rises from below, as what one does on top of a screen; on wide screens it is a page. */
function Sheet({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto grid max-w-lg gap-5 animate-[rise_180ms_var(--ease-calm)] md:animate-none">{children}</div>
  );
}
