import type { Pool } from "pg";

/** Arbitrary but fixed: server and worker may create the schema at the same moment. */
const schemaLock = 7_203_451_866;

/**
 * One row per idempotency key, charge or refund, so that a key can never mean two things. Indexes are kept to
 * what the charge path can afford: a charge that succeeds at once touches the primary key and the ledger's tail.
 */
const statements = `
create schema if not exists simulated_gateway;

create table if not exists simulated_gateway.attempts (
  attempt_id uuid primary key,
  kind text not null check (kind in ('charge', 'refund')),
  state text not null check (state in ('pending', 'succeeded', 'failed', 'cancelled')),
  charge_attempt_id uuid,
  amount_minor bigint check (amount_minor >= 0),
  refunded_minor bigint not null default 0,
  currency text,
  method text,
  token text,
  reference text,
  reason text,
  due_at timestamptz(3),
  due_state text check (due_state in ('succeeded', 'failed')),
  due_reason text,
  is_cancellable boolean not null default true,
  created_at timestamptz(3) not null,
  decided_at timestamptz(3),
  constraint attempts_decided_check check ((state = 'pending') = (decided_at is null)),
  constraint attempts_refunded_check check (refunded_minor between 0 and coalesce(amount_minor, 0))
);

create index if not exists attempts_ledger_idx on simulated_gateway.attempts (decided_at, attempt_id)
  where state = 'succeeded';
create index if not exists attempts_due_idx on simulated_gateway.attempts (due_at)
  where state = 'pending' and due_at is not null;

create table if not exists simulated_gateway.deliveries (
  attempt_id uuid not null references simulated_gateway.attempts,
  copy integer not null,
  tries integer not null default 0,
  next_at timestamptz(3),
  delivered_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (attempt_id, copy)
);

create index if not exists deliveries_next_idx on simulated_gateway.deliveries (next_at)
  where next_at is not null;
`;

/**
 * Creates the gateway's own schema where it is missing; safe to call from several processes at once: statements sent
 * as one text run in one transaction, which holds the lock.
 */
export async function ensureSimulatedSchema(pool: Pool): Promise<void> {
  await pool.query(`select pg_advisory_xact_lock(${schemaLock}); ${statements}`);
}
