import { type CoreContext, withTransaction } from "../../context.ts";
import { verifyAuditLog } from "../verify-audit-log.ts";
import { ANALYTICS_CHECKS } from "./analytics-checks.ts";
import { BILL_MONEY_CHECKS } from "./bill-money-checks.ts";
import { BILLING_CHECKS } from "./billing-checks.ts";
import { type BookCheck, type Finding, runCheck } from "./book-check.ts";
import { compareGateway, GATEWAY_CHECKS } from "./compare-gateway.ts";
import { LINE_CHECKS } from "./line-checks.ts";
import { ONCE_CHECKS } from "./once-checks.ts";
import { PAYMENT_CHECKS } from "./payment-checks.ts";
import { PEOPLE_CHECKS } from "./people-checks.ts";
import { POSTPAID_CHECKS } from "./postpaid-checks.ts";
import { REFERRAL_CHECKS } from "./referral-checks.ts";
import { SUBSCRIPTION_CHECKS } from "./subscription-checks.ts";
import { TRANSACTION_CHECKS } from "./transaction-checks.ts";
import { USAGE_CHECKS } from "./usage-checks.ts";

const CHECKS: readonly BookCheck[] = [
  ...LINE_CHECKS,
  ...SUBSCRIPTION_CHECKS,
  ...TRANSACTION_CHECKS,
  ...PAYMENT_CHECKS,
  ...REFERRAL_CHECKS,
  ...POSTPAID_CHECKS,
  ...BILLING_CHECKS,
  ...BILL_MONEY_CHECKS,
  ...USAGE_CHECKS,
  ...PEOPLE_CHECKS,
  ...ONCE_CHECKS,
  ...ANALYTICS_CHECKS,
];
const CHAIN_CHECK = "audit.chain";
const SETTLE_GRACE_MS = 15 * 60_000;

export type AuditBooksOptions = {
  /** Compares with the gateway's own ledger too, all of it. */
  withGateway?: boolean;
  /** How old what the gateway did must be before it has to be settled in our books. Default 15 minutes; 0 once all is quiet. */
  settleGraceMs?: number;
};

export type AuditBooksOutput = {
  /** Empty when the books are right. */
  findings: Finding[];
  /** The names of the checks that ran. */
  checked: string[];
  /** Movements in the gateway's ledger; null when it was not asked. */
  ledgerEntries: number | null;
};

/**
 * Checks the invariants of the business (quality design, Invariants) in SQL, each in a snapshot of its own, also under traffic: payments
 * and refunds under way are no findings. Reads whole tables, so it is for jobs, tests and scripts, not for requests.
 */
export async function auditBooks(ctx: CoreContext, options: AuditBooksOptions = {}): Promise<AuditBooksOutput> {
  const findings: Finding[] = [];
  const checked: string[] = [];
  for (const check of CHECKS) {
    const finding = await withTransaction(ctx, async (tx) => {
      await allowLongReads(tx);
      return runCheck(tx.db, check, tx.clock.now(), ctx.runtime.config.operator.timezone);
    });
    if (finding) findings.push(finding);
    checked.push(check.name);
  }
  const chain = await checkChain(ctx);
  if (chain) findings.push(chain);
  checked.push(CHAIN_CHECK);
  if (!options.withGateway) return { findings, checked, ledgerEntries: null };
  const compared = await withTransaction(ctx, async (tx) => {
    await allowLongReads(tx);
    return compareGateway(tx, options.settleGraceMs ?? SETTLE_GRACE_MS);
  });
  findings.push(...compared.findings);
  checked.push(...GATEWAY_CHECKS.map((check) => check.name));
  return { findings, checked, ledgerEntries: compared.ledgerEntries };
}

/** Invariant 8. */
async function checkChain(ctx: CoreContext): Promise<Finding | null> {
  const { firstBroken } = await verifyAuditLog(ctx);
  if (!firstBroken) return null;
  const what = `The row ${firstBroken.seq} was ${firstBroken.fault}; what comes after it proves nothing.`;
  const examples = [{ id: firstBroken.id ?? String(firstBroken.seq), what }];
  return { check: CHAIN_CHECK, rule: "The audit log's hash chain verifies.", count: 1, examples };
}

/** Whole tables are read and hashed: more time and memory than a request may take. */
async function allowLongReads(tx: CoreContext): Promise<void> {
  await tx.db.query({ text: "set local statement_timeout = '10min'" });
  await tx.db.query({ text: "set local work_mem = '64MB'" });
  await tx.db.query({ text: "set local jit = off" });
}
