import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { machineClock } from "../clock.ts";
import { type Runtime, runtimeSlot } from "../runtime.ts";
import { partnersErrors } from "./errors.ts";

/** Requests of one key in one window of seconds, over all servers together. */
export const PARTNER_REQUESTS = { limit: 6_000, windowSeconds: 60 } as const;
/** What a server takes from the shared count at a time: one statement for so many requests, and at most so many lost to a server. */
const SHARE = 50;

/** Requests that this server may still let through on a key, until an instant of the machine; refused where `left` is null. */
type Share = { left: number | null; until: number };

const limits = runtimeSlot(({ db }) => ({
  limiter: new RateLimiterPostgres({
    storeClient: db.pool,
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: "partnerKey",
    points: PARTNER_REQUESTS.limit,
    duration: PARTNER_REQUESTS.windowSeconds,
  }),
  shares: new Map<string, Promise<Share>>(),
}));

/**
 * Counts one request of a key. Servers take their part of the shared count fifty requests at a time, so that most requests cost no
 * statement. Throws `partners.tooManyRequests` with when to come back, or `limitsUnavailable` where the store fails: closed, not open.
 */
export async function countRequest(runtime: Runtime, apiKeyId: string): Promise<void> {
  if (runtime.config.rateLimits === "off") return;
  const { shares } = limits({ runtime });
  for (;;) {
    const promise = shares.get(apiKeyId) ?? takeShare(runtime, apiKeyId);
    const share = await promise;
    const waitMs = share.until - machineClock.now().getTime();
    if (waitMs > 0 && share.left === null) throw refusal(waitMs);
    if (waitMs > 0 && share.left !== null && share.left > 0) {
      share.left -= 1;
      return;
    }
    if (shares.get(apiKeyId) === promise) shares.delete(apiKeyId);
  }
}

/** Requests that come meanwhile wait for the same share. */
function takeShare(runtime: Runtime, apiKeyId: string): Promise<Share> {
  const { limiter, shares } = limits({ runtime });
  const taken = limiter.consume(apiKeyId, SHARE).then(
    ({ msBeforeNext }): Share => ({ left: SHARE, until: machineClock.now().getTime() + msBeforeNext }),
    (reason: unknown): Share => {
      if (!(reason instanceof RateLimiterRes)) {
        shares.delete(apiKeyId);
        runtime.logger.error({ err: reason }, "the store of the rate limits failed");
        throw partnersErrors.limitsUnavailable({ retryAfterSeconds: 5 });
      }
      return { left: null, until: machineClock.now().getTime() + reason.msBeforeNext };
    },
  );
  shares.set(apiKeyId, taken);
  return taken;
}

function refusal(waitMs: number) {
  const { limit, windowSeconds } = PARTNER_REQUESTS;
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return partnersErrors.tooManyRequests({ retryAfterSeconds, limit, windowSeconds });
}
