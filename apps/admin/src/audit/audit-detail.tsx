import type { AuditEvent } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "../run/facts.tsx";
import { useActorText } from "./audit-words.ts";
import { DiffTable } from "./diff-table.tsx";

/** One event of the audit log, with what it changed. */
export function AuditDetail({ event }: { event: AuditEvent }) {
  const { t } = useTranslation();
  const actorText = useActorText();
  const { subjectKind, subjectId, requestId, seq, hash } = event;
  return (
    <div className="grid gap-6">
      <Facts>
        <Fact label={t("audit.when")}>
          <Moment at={event.at} />
        </Fact>
        <Fact label={t("audit.who")}>{actorText(event)}</Fact>
        {subjectKind !== null && (
          <Fact label={t("audit.subject")} isWide>
            <Link
              to="/audit"
              search={{ subjectKind, ...(subjectId !== null && { subjectId }) }}
              className="text-brand-strong hover:underline"
            >
              {subjectKind} {subjectId}
            </Link>
          </Fact>
        )}
        {event.reason !== null && (
          <Fact label={t("run.reason")} isWide>
            {event.reason}
          </Fact>
        )}
        <Fact label={t("audit.request")} isWide>
          <Link to="/audit" search={{ requestId }} className="text-brand-strong hover:underline">
            {requestId}
          </Link>
        </Fact>
        <Fact label={t("audit.seal")} isWide>
          {seq === null ? (
            <Badge>{t("audit.unsealed")}</Badge>
          ) : (
            <span className="break-all">
              {t("audit.sealed", { seq })} <code className="text-muted-foreground">{hash}</code>
            </span>
          )}
        </Fact>
      </Facts>
      <section className="grid gap-2">
        <h2 className="font-medium">{t("audit.values")}</h2>
        <DiffTable before={event.before} after={event.after} />
      </section>
    </div>
  );
}
