import { EmptyState } from "@nexa/ui/components/states.tsx";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { DetailPanel } from "../run/detail-panel.tsx";
import { Loaded } from "../run/list-states.tsx";
import { PageHead } from "../run/page-head.tsx";
import { BillDetail } from "./bill-detail.tsx";
import { numberOf } from "./postpaid-search.ts";

function Content({ number }: { number: string }) {
  const { t } = useTranslation();
  const bill = useQuery(api.postpaid.listBills.queryOptions({ ...numberOf(number), limit: 1 }));
  return (
    <Loaded query={bill}>
      {({ items: [found] }) =>
        found?.number === number ? <BillDetail bill={found} /> : <EmptyState title={t("postpaid.noBill")} />
      }
    </Loaded>
  );
}

export function BillPanel({ number, onClose }: { number: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <DetailPanel
      title={t("postpaid.billTitle", { number })}
      page={{ to: "/postpaid/bills/$number", params: { number } }}
      onClose={onClose}
    >
      <Content number={number} />
    </DetailPanel>
  );
}

export function BillPage({ number }: { number: string }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t("postpaid.billTitle", { number })} />
      <div className="max-w-2xl rounded-card border bg-card p-4 shadow-card">
        <Content number={number} />
      </div>
    </>
  );
}
