import type { CoreContext } from "../context.ts";
import { type Bucket, openBucket, type RatedSource, type StoredBucket } from "./ledger.ts";

/** Puts on each source what is drawn from it already, for those with a daily limit on the given days too. */
export async function loadBuckets(
  tx: CoreContext,
  sources: readonly RatedSource[],
  days: readonly string[],
): Promise<void> {
  if (sources.length === 0) return;
  const bySourceId = new Map(sources.map((source) => [source.sourceId, source]));
  const rows = await tx.db.query<StoredBucket>({
    name: "usage.buckets",
    text: "select id, source_id, kind, allowance, used from usage_buckets where source_id = any($1::uuid[])",
    values: [[...bySourceId.keys()]],
  });
  const limited = new Map<string, Bucket>();
  for (const row of rows) {
    const source = bySourceId.get(row.source_id);
    const bucket = source && openBucket(source, row, true);
    if (bucket && bucket.dailyLimit !== null) limited.set(bucket.id, bucket);
  }
  if (limited.size > 0) await loadDays(tx, limited, days);
}

async function loadDays(tx: CoreContext, limited: ReadonlyMap<string, Bucket>, days: readonly string[]): Promise<void> {
  const rows = await tx.db.query<{ bucket_id: string; day: string; used: number }>({
    name: "usage.bucketDays",
    text: `select bucket_id, day::text, used from usage_bucket_days
      where bucket_id = any($1::uuid[]) and day = any($2::date[])`,
    values: [[...limited.keys()], days],
  });
  for (const { bucket_id, day, used } of rows)
    limited.get(bucket_id)?.days.set(day, { used, drawn: 0, isStored: true });
}
