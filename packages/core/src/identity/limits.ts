import { createHash } from "node:crypto";
import type { CoreError } from "@nexa/contracts";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { machineClock } from "../clock.ts";
import type { CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import { callerNetwork } from "./caller-network.ts";
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
  linkRequest: { points: 5, duration: 86_400 },
  passwordChange: { points: 10, duration: 900 },
  resetPair: { points: 10, duration: 900 },
  resetAddress: { points: 60, duration: 3_600 },
  staffResetPair: { points: 5, duration: 3_600 },
  staffResetAccount: { points: 10, duration: 3_600 },
  staffResetAddress: { points: 30, duration: 3_600 },
  pictureUpload: { points: 20, duration: 3_600 },
  contentUpload: { points: 200, duration: 3_600 },
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
  for (const key of keys) {
    const refused = await store(ctx, () =>
      limiterOf(ctx, key)
        .consume(storedKey(key))
        .then(() => null, refusedOrThrow),
    );
    if (refused) throw tooManyTries(key, secondsOf(refused.msBeforeNext));
  }
}

/** Counts one failed try by each key without refusing: the next one is refused. */
export async function countFailures(ctx: CoreContext, keys: readonly LimitKey[]): Promise<void> {
  if (isOff(ctx)) return;
  await Promise.all(keys.map((key) => store(ctx, () => limiterOf(ctx, key).penalty(storedKey(key)))));
}

/** Forgets the tries counted by a key. */
export async function resetLimit(ctx: CoreContext, key: LimitKey): Promise<void> {
  if (isOff(ctx)) return;
  await store(ctx, () => limiterOf(ctx, key).delete(storedKey(key)));
}

/** How many tries a key has left, and when it starts anew. */
export type RemainingTries = { used: number; left: number; retryAfterSeconds: number };

/** Reads how many tries each of the keys has left, in one statement, and answers it by key. */
export async function remainingTries(
  ctx: CoreContext,
  keys: readonly LimitKey[],
): Promise<(key: LimitKey) => RemainingTries> {
  if (isOff(ctx)) return () => ({ used: 0, left: Number.POSITIVE_INFINITY, retryAfterSeconds: 1 });
  const rowKey = (key: LimitKey) => limiterOf(ctx, key).getKey(storedKey(key));
  // As the library, which reads the machine's clock.
  const now = machineClock.now().getTime();
  const rows = await store(ctx, () =>
    ctx.db.query<{ key: string; points: number; expire: number }>({
      name: "identity.remainingTries",
      text: "select key, points, expire from rate_limits where key = any($1) and expire > $2",
      values: [keys.map(rowKey), now],
    }),
  );
  const found = new Map(rows.map((row) => [row.key, row]));
  return (key) => {
    const { points: used, expire } = found.get(rowKey(key)) ?? { points: 0, expire: now };
    return { used, left: LIMITS[key[0]].points - used, retryAfterSeconds: secondsOf(expire - now) };
  };
}

/** The refusal of a used-up limit, with the quota and window that REST tells in its rate headers. */
export function tooManyTries([name]: LimitKey, retryAfterSeconds: number): CoreError {
  const { points: limit, duration: windowSeconds } = LIMITS[name];
  return identityErrors.tooManyTries({ retryAfterSeconds, limit, windowSeconds });
}

/** The address a request came from, as limits count it: of IPv6 the network. */
export function addressOf(ctx: CoreContext): string {
  return callerNetwork(ctx.caller.ip ?? "unknown");
}

/** The library rejects with what it counted where no try is left, and with an error where its store fails. */
function refusedOrThrow(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason;
  throw reason;
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

async function store<T>(ctx: CoreContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    ctx.logger.error({ err: error, requestId: ctx.requestId }, "the store of the rate limits failed");
    throw identityErrors.limitsUnavailable({ retryAfterSeconds: 5 });
  }
}

function secondsOf(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000));
}
