import type { AdminActivation, GetPostpaidHistoryOutput } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Moment, Money, Phone } from "@nexa/ui/format/display.tsx";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../app/use-may.ts";
import { Fact, Facts } from "../run/facts.tsx";
import { SimpleTable } from "../run/simple-table.tsx";
import { ActivationActions } from "./activation-actions.tsx";
import { SecondaryNumbers } from "./secondary-numbers.tsx";
import { ACTIVATION_TONES, BILL_TONES } from "./tones.ts";

/** A postpaid plan on a line: how it stands, its numbers, bills and what happened to it. */
export function ActivationDetail(props: { activation: AdminActivation; history: GetPostpaidHistoryOutput }) {
  const { activation, history } = props;
  const mayWrite = useMay("postpaid.write");
  return (
    <div className="grid gap-6">
      <ActivationFacts activation={activation} />
      {mayWrite && <ActivationActions activation={activation} />}
      <SecondaryNumbers activationId={activation.id} mayRemove={mayWrite} />
      <Bills bills={history.bills.filter(({ activationId }) => activationId === activation.id)} />
      <Events events={history.events.filter(({ activationId }) => activationId === activation.id)} />
    </div>
  );
}

function ActivationFacts({ activation }: { activation: AdminActivation }) {
  const { t } = useTranslation();
  const { customer, cycle, status, statusReason } = activation;
  return (
    <Facts>
      <Fact label={t("postpaid.customer")}>
        <Link
          to="/customers/$customerId"
          params={{ customerId: customer.id }}
          className="text-brand-strong hover:underline"
        >
          {customer.fullName}
        </Link>
      </Fact>
      <Fact label={t("postpaid.number")}>
        <Phone number={activation.phoneNumber} />
      </Fact>
      <Fact label={t("postpaid.plan")}>
        {activation.planName} · <Money minor={activation.priceMinor} />
      </Fact>
      <Fact label={t("postpaid.status")}>
        <Badge tone={ACTIVATION_TONES[status]}>{t(`postpaid.statuses.${status}`)}</Badge>
        {statusReason !== null && <span className="mt-1 block">{statusReason}</span>}
      </Fact>
      <Fact label={t("postpaid.outstanding")}>
        <Money minor={activation.outstandingMinor} />
      </Fact>
      <Fact label={t("postpaid.activated")}>
        <Moment at={activation.activatedAt} />
      </Fact>
      {cycle !== null && (
        <Fact label={t("postpaid.cycle", { number: cycle.number })} isWide>
          <Moment at={cycle.startsAt} /> – <Moment at={cycle.endsAt} />
        </Fact>
      )}
    </Facts>
  );
}

function Bills({ bills }: { bills: GetPostpaidHistoryOutput["bills"] }) {
  const { t } = useTranslation();
  return (
    <section className="grid gap-2">
      <h2 className="font-medium">{t("postpaid.views.bills")}</h2>
      {bills.length === 0 ? (
        <EmptyState title={t("postpaid.noBills")} />
      ) : (
        <SimpleTable
          label={t("postpaid.views.bills")}
          rows={bills}
          keyOf={({ id }) => id}
          columns={[
            {
              name: "number",
              header: t("postpaid.bill"),
              cell: ({ number }) => (
                <Link
                  to="/postpaid/bills/$number"
                  params={{ number }}
                  className="whitespace-nowrap font-medium hover:underline"
                >
                  {number}
                </Link>
              ),
            },
            {
              name: "status",
              header: t("postpaid.status"),
              cell: ({ status }) => <Badge tone={BILL_TONES[status]}>{t(`postpaid.billStatuses.${status}`)}</Badge>,
            },
            { name: "due", header: t("postpaid.due"), cell: ({ dueAt }) => <Moment at={dueAt} as="date" /> },
            {
              name: "left",
              header: t("postpaid.outstanding"),
              isRight: true,
              cell: ({ outstandingMinor }) => <Money minor={outstandingMinor} />,
            },
          ]}
        />
      )}
    </section>
  );
}

function Events({ events }: { events: GetPostpaidHistoryOutput["events"] }) {
  const { t, i18n } = useTranslation();
  const words = (kind: string) => {
    const key = `postpaid.events.${kind}`;
    return i18n.exists(key) ? t(key as never) : kind;
  };
  return (
    <section className="grid gap-2">
      <h2 className="font-medium">{t("postpaid.history")}</h2>
      <ol className="grid divide-y text-sm">
        {events.map((event) => (
          <li key={event.id} className="flex flex-wrap justify-between gap-x-4 py-2">
            <span>
              {words(event.kind)}
              {event.detail !== null && <span className="text-muted-foreground"> · {event.detail}</span>}
            </span>
            <Moment at={event.createdAt} className="text-muted-foreground" />
          </li>
        ))}
      </ol>
    </section>
  );
}
