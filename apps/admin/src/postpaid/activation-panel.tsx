import { EmptyState } from "@nexa/ui/components/states.tsx";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { DetailPanel } from "../run/detail-panel.tsx";
import { Loaded } from "../run/list-states.tsx";
import { PageHead } from "../run/page-head.tsx";
import { ActivationDetail } from "./activation-detail.tsx";

const PAGE = 100;

type Which = { customerId: string; activationId: string };

function useHistory({ customerId }: Which) {
  return useQuery(api.postpaid.getCustomerHistory.queryOptions({ customerId, limit: PAGE }));
}

function Content({ which }: { which: Which }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useHistory(which)}>
      {(history) => {
        const activation = history.activations.find(({ id }) => id === which.activationId);
        if (!activation) return <EmptyState title={t("postpaid.noActivation")} />;
        return <ActivationDetail activation={activation} history={history} />;
      }}
    </Loaded>
  );
}

/** `open` is the customer's id and the activation's, with a dot between them. */
export function ActivationPanel({ open, onClose }: { open: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [customerId = "", activationId = ""] = open.split(".");
  const which = { customerId, activationId };
  const name = useHistory(which).data?.activations[0]?.customer.fullName;
  return (
    <DetailPanel
      title={name ?? t("postpaid.activation")}
      page={{ to: "/postpaid/$customerId/$activationId", params: which }}
      onClose={onClose}
    >
      <Content which={which} />
    </DetailPanel>
  );
}

export function ActivationPage({ which }: { which: Which }) {
  const { t } = useTranslation();
  const name = useHistory(which).data?.activations[0]?.customer.fullName;
  return (
    <>
      <PageHead title={name ?? t("postpaid.activation")} />
      <div className="max-w-3xl rounded-card border bg-card p-4 shadow-card">
        <Content which={which} />
      </div>
    </>
  );
}
