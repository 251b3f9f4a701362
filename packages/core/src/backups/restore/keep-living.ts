import type { CoreContext } from "../../context.ts";
import { IMPORTED_PROVIDER, OFFLINE_PROVIDER } from "../../payments/index.ts";

/** Rows written just before the snapshot may have committed after it. */
const MARGIN_MS = 3_600_000;

export type Living = {
  /** When the installation was made; null where it was never started. */
  readonly installedAt: Date | null;
  readonly clockOffsetMs: number;
  readonly catalogVersion: number;
  readonly auditHead: { seq: number; hash: string } | null;
};

/**
 * Sets aside, in temporary tables of the running transaction, what must outlive the restore: notices that were sent since the snapshot and
 * charges that the gateway may have captured since. Answers what else of the living database counts afterwards.
 */
export async function keepLiving(tx: CoreContext, snapshotAt: Date): Promise<Living> {
  const since = new Date(snapshotAt.getTime() - MARGIN_MS);
  for (const text of SET_ASIDE) await tx.db.query({ text, values: text.includes("$1") ? [since] : [] });
  const [row] = await tx.db.query<Living>({
    text: `select (select installed_at from operator_profile) as "installedAt",
      coalesce((select milliseconds from clock_offset), 0) as "clockOffsetMs",
      coalesce((select max(version) from catalog_version), 0) as "catalogVersion",
      (select jsonb_build_object('seq', seq, 'hash', hash) from audit_chain) as "auditHead"`,
  });
  if (!row) throw new Error("the living database did not answer");
  return row;
}

const SET_ASIDE = [
  `create temporary table told_notices on commit drop as select * from notifications with no data`,
  `insert into told_notices select * from notifications where created_at >= $1`,
  `create temporary table told_causes on commit drop as
    select c.* from notification_causes c join told_notices n on n.id = c.notification_id`,
  `create temporary table told_deliveries on commit drop as
    select d.* from notification_deliveries d join told_notices n on n.id = d.notification_id`,
  `create temporary table made_charges on commit drop as select * from payments with no data`,
  // Of what staff recorded or imported no gateway knows, so nothing is to be given back of it.
  `insert into made_charges select * from payments where kind = 'charge' and created_at >= $1
    and provider not in ('${OFFLINE_PROVIDER}', '${IMPORTED_PROVIDER}')`,
  `create temporary table made_sales on commit drop as
    select t.* from transactions t join made_charges p on p.transaction_id = t.id`,
];
