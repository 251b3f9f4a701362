import { createHash } from "node:crypto";
import type { CoreError } from "@nexa/contracts";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import { identityErrors } from "./errors.ts";

/**
 * How many tries in how many seconds. The pair of account and address is the strict one; the account alone is wide, so that
 * strangers cannot lock its owner out.
 */
const LIMITS = {
  signInPair: { points: 5, duration: 900 },
  signInAccount: { points: 50, duration: 900 },
  signInAddress: { points: 100, duration: 900 },
  codePair: { points: 5, duration: 3_600 },
  codePhone: { points: 10, duration: 3_600 },
  codeAddress: { points: 60, duration: 3_600 },
  registerAddress: { points: 60, duration: 3_600 },
  foreignQuote: { points: 60, duration: 60 },
  passwordChange: { points: 10, duration: 900 },
} as const;

export type LimitName = keyof typeof LIMITS;
/** A limit and what it counts by: a phone, an address, a pair of them. */
export type LimitKey = readonly [limit: LimitName, ...by: string[]];

const limiters = runtimeSlot(({ db }) => {
  const entries = Object.entries(LIMITS).map(([keyPrefix, limit]) => {
    const limiter = new RateLimiterPostgres({
      storeClient: db.pool,
      storeType: "pool",
      tableName: "rate_limits",
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      ...limit,
    });
    return [keyPrefix, limiter] as const;
  });
  return new Map<string, RateLimiterPostgres>(entries);
});

/** Counts one try by each key. Throws `identity.tooManyTries`, or `identity.limitsUnavailable` where the store fails: closed, not open. */
export async function consumeLimits(ctx: CoreContext, keys: readonly LimitKey[]): Promise<void> {
  if (isOff(ctx)) return;
  for (const key of keys) await store(ctx, key, () => limiterOf(ctx, key).consume(storedKey(key)));
}

/** Counts one failed try by each key without refusing: the next one is refused. */
export async function countFailures(ctx: CoreContext, keys: readonly LimitKey[]): Promise<void> {
  if (isOff(ctx)) return;
  await Promise.all(keys.map((key) => store(ctx, key, () => limiterOf(ctx, key).penalty(storedKey(key)))));
}

/** Forgets the tries counted by a key. */
export async function resetLimit(ctx: CoreContext, key: LimitKey): Promise<void> {
  if (isOff(ctx)) return;
  await store(ctx, key, () => limiterOf(ctx, key).delete(storedKey(key)));
}

/** How many tries a key has left, and when it starts anew. */
export async function remainingTries(
  ctx: CoreContext,
  key: LimitKey,
): Promise<{ used: number; left: number; retryAfterSeconds: number }> {
  const { points } = LIMITS[key[0]];
  if (isOff(ctx)) return { used: 0, left: Number.POSITIVE_INFINITY, retryAfterSeconds: 1 };
  const found = await store(ctx, key, () => limiterOf(ctx, key).get(storedKey(key)));
  const used = found?.consumedPoints ?? 0;
  return { used, left: points - used, retryAfterSeconds: secondsOf(found) };
}

/** The refusal of a used-up limit, with the quota and window that REST tells in its rate headers. */
export function tooManyTries([name]: LimitKey, retryAfterSeconds: number): CoreError {
  const { points: limit, duration: windowSeconds } = LIMITS[name];
  return identityErrors.tooManyTries({ retryAfterSeconds, limit, windowSeconds });
}

/** The address a request came from, as limits count it. */
export function addressOf(ctx: CoreContext): string {
  return ctx.caller.ip ?? "unknown";
}

function isOff(ctx: CoreContext): boolean {
  return ctx.runtime.config.rateLimits === "off";
}

function limiterOf(ctx: CoreContext, [name]: LimitKey): RateLimiterPostgres {
  const limiter = limiters(ctx).get(name);
  if (!limiter) throw new Error(`there is no limit ${name}`);
  return limiter;
}

/** Hashed, so that the table of limits does not list who tried to sign in. */
function storedKey([, ...by]: LimitKey): string {
  return createHash("sha256").update(by.join("\n")).digest("base64url");
}

async function store<T>(ctx: CoreContext, key: LimitKey, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RateLimiterRes) {
      throw tooManyTries(key, secondsOf(error));
    }
    ctx.logger.error({ err: error, requestId: ctx.requestId }, "the store of the rate limits failed");
    throw identityErrors.limitsUnavailable({ retryAfterSeconds: 5 });
  }
}

function secondsOf(result: RateLimiterRes | null): number {
  return Math.max(1, Math.ceil((result?.msBeforeNext ?? 0) / 1_000));
}
