import type { CoreContext } from "../context.ts";
import { type Bucket, openBucket, type RatedSource, type StoredBucket } from "./ledger.ts";

/** Puts on each source what is drawn from it already, with what it gave on the given days, which those with a daily limit remember. */
export async function loadBuckets(
  tx: CoreContext,
  sources: readonly RatedSource[],
  days: readonly string[],
): Promise<void> {
  if (sources.length === 0) return;
  const bySourceId = new Map(sources.map((source) => [source.sourceId, source]));
  const rows = await tx.db.query<StoredBucket & { day: string | null; used_on_day: number }>({
    name: "usage.buckets",
    text: `select b.id, b.source_id, b.kind, b.allowance, b.used, d.day::text, d.used as used_on_day
      from usage_buckets b left join lateral (
        select day, used from usage_bucket_days where bucket_id = b.id and day = any($2::date[]) offset 0
      ) d on true
      where b.source_id = any($1::uuid[])`,
    values: [[...bySourceId.keys()], days],
  });
  const opened = new Map<string, Bucket>();
  for (const row of rows) {
    const source = bySourceId.get(row.source_id);
    const bucket = opened.get(row.id) ?? (source && openBucket(source, row, true));
    if (!bucket) continue;
    opened.set(row.id, bucket);
    if (row.day !== null) bucket.days.set(row.day, { used: row.used_on_day, drawn: 0, isStored: true });
  }
}
