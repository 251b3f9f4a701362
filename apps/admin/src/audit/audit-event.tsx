import { EmptyState } from "@nexa/ui/components/states.tsx";
import { useTranslation } from "react-i18next";
import { DetailPanel } from "../run/detail-panel.tsx";
import { Loaded } from "../run/list-states.tsx";
import { PageHead } from "../run/page-head.tsx";
import { AuditDetail } from "./audit-detail.tsx";
import { useAuditEvent } from "./use-audit-event.ts";

function Content({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useAuditEvent(id)}>
      {(event) => (event ? <AuditDetail event={event} /> : <EmptyState title={t("audit.unknown")} />)}
    </Loaded>
  );
}

export function AuditPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const event = useAuditEvent(id);
  return (
    <DetailPanel
      title={event.data?.action ?? t("audit.event")}
      page={{ to: "/audit/$eventId", params: { eventId: id } }}
      onClose={onClose}
    >
      <Content id={id} />
    </DetailPanel>
  );
}

export function AuditPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const event = useAuditEvent(id);
  return (
    <>
      <PageHead title={event.data?.action ?? t("audit.event")} />
      <div className="max-w-3xl rounded-card border bg-card p-4 shadow-card">
        <Content id={id} />
      </div>
    </>
  );
}
