import type { LedgerEntry } from "@nexa/integrations";
import type { CoreContext } from "../../context.ts";
import { type BookCheck, type Finding, runCheck } from "./book-check.ts";

const BATCH_ROWS = 1_000;
const EPOCH = new Date(0);

export type GatewayComparison = { findings: Finding[]; ledgerEntries: number };

/**
 * Invariant 9: our succeeded attempts against the gateway's own ledger, both ways. Ours are noted first and the ledger is read after, so
 * whatever we know must be in it; and an attempt is committed before its charge, so each entry must have one. Entries younger than
 * `graceMs` may still be on their way into our books.
 *
 * Call it in a transaction: both sides are gathered in temporary tables.
 */
export async function compareGateway(tx: CoreContext, graceMs: number): Promise<GatewayComparison> {
  const { payments: gateway } = tx.gateways;
  await tx.db.query({ text: NOTE_OURS, values: [gateway.provider] });
  await tx.db.query({ text: MAKE_LEDGER });
  let ledgerEntries = 0;
  let batch: LedgerEntry[] = [];
  for await (const entry of gateway.ledger({ from: EPOCH })) {
    batch.push(entry);
    ledgerEntries += 1;
    if (batch.length === BATCH_ROWS) batch = await note(tx, batch);
  }
  await note(tx, batch);
  await tx.db.query({ text: "analyze audit_attempts, audit_ledger" });
  const settledBefore = new Date(tx.clock.now().getTime() - graceMs);
  const findings: Finding[] = [];
  for (const check of GATEWAY_CHECKS) {
    const finding = await runCheck(tx.db, check, settledBefore, tx.runtime.config.operator.timezone);
    if (finding) findings.push(finding);
  }
  await tx.db.query({ text: "drop table audit_attempts, audit_ledger" });
  return { findings, ledgerEntries };
}

async function note(tx: CoreContext, batch: readonly LedgerEntry[]): Promise<LedgerEntry[]> {
  await tx.db.query({
    text: `insert into audit_ledger select * from jsonb_to_recordset($1::jsonb) as x(
      "attemptId" uuid, kind text, "providerReference" text, "chargeReference" text, "amountMinor" bigint, currency text, "occurredAt" timestamptz)`,
    values: [JSON.stringify(batch)],
  });
  return [];
}

const NOTE_OURS = `create temporary table audit_attempts on commit drop as
  select id, kind, amount_minor, currency, provider_reference from payments where status = 'succeeded' and provider = $1`;

const MAKE_LEDGER = `create temporary table audit_ledger (
  attempt_id uuid, kind text, provider_reference text, charge_reference text, amount_minor bigint, currency text, occurred_at timestamptz
) on commit drop`;

/** `$1`: entries from before it must be settled in our books. */
export const GATEWAY_CHECKS: readonly BookCheck[] = [
  {
    name: "gateway.ledgerInBooks",
    rule: "Every capture and refund in the gateway's ledger matches exactly one attempt of ours.",
    text: `select e.attempt_id::text as id, format('The %s %s of %s %s is %s.', e.kind, e.provider_reference, e.amount_minor, e.currency,
        case when p.id is null then 'of no attempt of ours' else format('of an attempt that is %s over %s %s', p.status, p.amount_minor, p.currency) end) as what
      from audit_ledger e left join payments p on p.id = e.attempt_id left join payments c on c.id = p.charge_id
      where p.id is null or p.kind <> case e.kind when 'capture' then 'charge' else 'refund' end
        or p.amount_minor <> e.amount_minor or p.currency <> e.currency
        or (p.kind = 'refund' and c.provider_reference is distinct from e.charge_reference)
        or (p.provider_reference is not null and p.provider_reference <> e.provider_reference)
        or (p.status <> 'succeeded' and e.occurred_at < $1)
      union all
      select attempt_id::text, format('The ledger has the attempt %s times.', count(*)) from audit_ledger group by attempt_id having count(*) > 1`,
  },
  {
    name: "gateway.booksInLedger",
    rule: "Every charge and refund of ours that succeeded is in the gateway's ledger.",
    text: `select p.id::text, format('The %s over %s %s with the reference %s is not in the gateway''s ledger.', p.kind, p.amount_minor, p.currency, coalesce(p.provider_reference, 'none')) as what
      from audit_attempts p where not exists (select from audit_ledger e where e.attempt_id = p.id)`,
  },
];
