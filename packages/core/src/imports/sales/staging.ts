import type { TransactionStatus, TransactionType } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";
import type { ImportRun } from "../import-ids.ts";

/** A payment of the source that can be read. */
export type StagedPayment = {
  readonly kind: "transaction";
  readonly externalId: string;
  readonly customerRef: string;
  readonly planRef: string;
  readonly phone: string | null;
  readonly at: Date;
  readonly amountMinor: number;
  readonly type: Extract<TransactionType, "prepaid_recharge" | "topup_purchase">;
  readonly status: Extract<TransactionStatus, "succeeded" | "failed" | "reversed" | "refunded">;
  readonly method: string | null;
};
/** A plan on a number of the source that can be read. */
export type StagedPlan = {
  readonly kind: "subscription";
  readonly externalId: string;
  readonly customerRef: string;
  readonly planRef: string;
  readonly phone: string | null;
  readonly at: Date;
  readonly until: Date;
};
export type Staged = StagedPayment | StagedPlan;

const SCHEMA = "nexa_import";
const TABLE = `${SCHEMA}.sales`;
/** Held while an import runs, so that two never share the table. */
const LOCK = "nexa.import";

/**
 * Payments and plans are put aside first, since a payment finds its plan by customer and time and the source has them in any order. The table
 * is no part of the business: no backup and no restart needs it, and it is gone after the import.
 */
export async function createStaging(ctx: CoreContext): Promise<void> {
  await ctx.db.query({ text: `create schema if not exists ${SCHEMA}` });
  await ctx.db.query({ text: `drop table if exists ${TABLE}` });
  await ctx.db.query({
    text: `create unlogged table ${TABLE} (kind text not null, external_id text not null, customer_ref text not null, plan_ref text not null,
      customer_id uuid, plan_id uuid, phone text, at timestamptz not null, until timestamptz, amount_minor bigint, type text, status text,
      method text, primary key (kind, external_id))`,
  });
}

export async function dropStaging(ctx: CoreContext): Promise<void> {
  await ctx.db.query({ text: `drop schema if exists ${SCHEMA} cascade` });
}

/** Puts rows aside. Answers the ids of those that are there already: they come a second time. */
export async function stage(ctx: CoreContext, rows: readonly Staged[]): Promise<Set<string>> {
  const added = await ctx.db.query<{ external_id: string }>({
    text: `insert into ${TABLE} (kind, external_id, customer_ref, plan_ref, phone, at, until, amount_minor, type, status, method)
      select kind, "externalId", "customerRef", "planRef", phone, at, until, "amountMinor", type, status, method
      from jsonb_to_recordset($1::jsonb) as x(kind text, "externalId" text, "customerRef" text, "planRef" text, phone text, at timestamptz,
        until timestamptz, "amountMinor" bigint, type text, status text, method text)
      on conflict do nothing returning external_id`,
    values: [JSON.stringify(rows)],
  });
  const isAdded = new Set(added.map((row) => row.external_id));
  return new Set(rows.map((row) => row.externalId).filter((id) => !isAdded.has(id)));
}

/** Finds our customers and plans for what was put aside; takes out and answers, a chunk at a time, what has none. */
export async function* resolveStaged(
  ctx: CoreContext,
  { sourceName }: ImportRun,
): AsyncGenerator<{ kind: "transaction" | "subscription"; externalId: string; hasCustomer: boolean }[]> {
  await ctx.db.query({
    text: `update ${TABLE} s set customer_id = (select id from import_ids where source = $1 and kind = 'customer' and external_id = s.customer_ref),
      plan_id = (select id from import_ids where source = $1 and kind = 'plan' and external_id = s.plan_ref)`,
    values: [sourceName],
  });
  for (;;) {
    const lost = await ctx.db.query<{ kind: "transaction" | "subscription"; externalId: string; hasCustomer: boolean }>(
      {
        text: `delete from ${TABLE} where ctid = any(array(select ctid from ${TABLE} where customer_id is null or plan_id is null limit 1000))
        returning kind, external_id as "externalId", customer_id is not null as "hasCustomer"`,
      },
    );
    if (lost.length === 0) break;
    yield lost;
  }
  await ctx.db.query({ text: `create index on ${TABLE} (customer_id)` });
  await ctx.db.query({ text: `analyze ${TABLE}` });
}

export type StagedRow = {
  kind: "transaction" | "subscription";
  externalId: string;
  customerId: string;
  planId: string;
  phone: string | null;
  at: Date;
  until: Date | null;
  amountMinor: number | null;
  type: StagedPayment["type"] | null;
  status: StagedPayment["status"] | null;
  method: string | null;
};

/** What was put aside, a chunk of whole customers at a time, and without what has been brought in meanwhile. */
export async function* stagedByCustomer(
  ctx: CoreContext,
  { sourceName, signal }: ImportRun,
  customersAtOnce: number,
): AsyncGenerator<StagedRow[]> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    signal.throwIfAborted();
    const ids = await ctx.db.query<{ id: string }>({
      text: `select distinct customer_id as id from ${TABLE} where customer_id > $1 order by 1 limit $2`,
      values: [after, customersAtOnce],
    });
    const last = ids.at(-1);
    if (!last) return;
    after = last.id;
    yield await ctx.db.query<StagedRow>({
      text: `select kind, external_id as "externalId", customer_id as "customerId", plan_id as "planId", phone, at, until,
          amount_minor as "amountMinor", type, status, method
        from ${TABLE} s where customer_id = any($1::uuid[])
          and not exists (select from import_ids i where i.source = $2 and i.kind = s.kind and i.external_id = s.external_id)
        order by customer_id, at, external_id`,
      values: [ids.map((row) => row.id), sourceName],
    });
  }
}

/** Runs `work` as the only import of this database; null where another one runs. */
export async function asOnlyImport<T>(ctx: CoreContext, work: () => Promise<T>): Promise<T | null> {
  const client = await ctx.db.pool.connect();
  try {
    const { rows } = await client.query("select pg_try_advisory_lock(hashtext($1)) as is_free", [LOCK]);
    if (rows[0]?.is_free !== true) return null;
    try {
      return await work();
    } finally {
      await client.query("select pg_advisory_unlock(hashtext($1))", [LOCK]);
    }
  } finally {
    client.release();
  }
}
