import type { Database } from "@nexa/db";

/** One invariant as one query, so that it is looked at in one snapshot. */
export type BookCheck = {
  /** `<table>.<what>`: stable, for tests and alerts. */
  readonly name: string;
  /** What must hold, in a sentence. */
  readonly rule: string;
  /** Selects `id` (text) and `what` (a sentence) of everything that breaks the rule. `$1` is the instant it is looked at, `$2` the time zone of the runtime. */
  readonly text: string;
};

export type Finding = {
  check: string;
  rule: string;
  /** How many rows break the rule. */
  count: number;
  /** The first 20 of them. */
  examples: { id: string; what: string }[];
};

export const MAX_EXAMPLES = 20;

/** Runs a check; null where nothing breaks its rule. */
export async function runCheck(db: Database, check: BookCheck, now: Date, timezone: string): Promise<Finding | null> {
  const rows = await db.query<{ id: string; what: string; total: number }>({
    text: `with broken as (${check.text})
      select id, what, count(*) over () as total, $1::timestamptz as at, $2::text as zone from broken order by id limit ${MAX_EXAMPLES}`,
    values: [now, timezone],
  });
  const [first] = rows;
  if (!first) return null;
  const examples = rows.map(({ id, what }) => ({ id, what }));
  return { check: check.name, rule: check.rule, count: first.total, examples };
}
