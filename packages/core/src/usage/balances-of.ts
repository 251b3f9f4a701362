import type { UsageKind } from "@nexa/contracts";
import { usageBuckets } from "@nexa/db";
import { inArray } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { allowancesOf, type UsageSource } from "./allowances.ts";

/** Data in bytes, voice in seconds, SMS in messages. A null allowance is not limited, and so is what remains of it. */
export type KindBalance = { allowance: number | null; used: number; remaining: number | null };
export type Balance = Readonly<Record<UsageKind, KindBalance>>;

/**
 * What each source gives and what is left of it, by source id, in one statement. A bucket is made when first drawn on, so a source
 * without one is unused. It says nothing of whether the source still runs: what has ended or was cancelled is void.
 */
export async function balancesOf(ctx: CoreContext, sources: readonly UsageSource[]): Promise<Map<string, Balance>> {
  if (sources.length === 0) return new Map();
  const ids = sources.map(({ sourceId }) => sourceId);
  const rows = await ctx.db.orm
    .select({ sourceId: usageBuckets.sourceId, kind: usageBuckets.kind, used: usageBuckets.used })
    .from(usageBuckets)
    .where(inArray(usageBuckets.sourceId, ids));
  const used = new Map(rows.map((row) => [`${row.sourceId} ${row.kind}`, row.used]));
  return new Map(
    sources.map((source) => {
      const allowances = allowancesOf(source);
      const of = (kind: UsageKind) => kindBalance(allowances[kind], used.get(`${source.sourceId} ${kind}`) ?? 0);
      return [source.sourceId, { data: of("data"), voice: of("voice"), sms: of("sms") }];
    }),
  );
}

function kindBalance(allowance: number | null, used: number): KindBalance {
  return { allowance, used, remaining: allowance === null ? null : allowance - used };
}
