import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { TransactionDetail } from "./transaction-detail.tsx";

/** A transaction beside the list. */
export function TransactionPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(api.transactions.get.queryOptions({ transactionId: id }));
  return (
    <Dialog
      shape="panel"
      isOpen
      onClose={onClose}
      title={<span className="tabular">{data?.reference ?? t("transactions.one")}</span>}
      actions={
        <Button asChild>
          <Link to="/transactions/$transactionId" params={{ transactionId: id }}>
            <ExternalLink />
            {t("people.openPage")}
          </Link>
        </Button>
      }
    >
      <TransactionDetail id={id} />
    </Dialog>
  );
}
