import type { CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import { type AccountKind, KINDS } from "./account-kind.ts";
import { addressOf, countFailures, type LimitKey, remainingTries, resetLimit, tooManyTries } from "./limits.ts";

/** Sign-ins of this process that are being verified right now, by account and address, so that parallel guesses are counted. */
const inFlight = runtimeSlot(() => new Map<string, number>());

/**
 * Runs one verification of a password under the limits: only failures count, and a success clears the pair of account and address.
 * Where strangers used up the account's own limit, addresses it has an open session from may still sign in.
 */
export async function guardSignIn(
  ctx: CoreContext,
  who: { kind: AccountKind; login: string; userId: string | null },
  verify: () => Promise<boolean>,
): Promise<boolean> {
  const address = addressOf(ctx);
  const pair: LimitKey = ["signInPair", who.kind, who.login, address];
  const running = inFlight(ctx);
  const pairText = pair.join("\n");
  const ahead = running.get(pairText) ?? 0;
  running.set(pairText, ahead + 1);
  try {
    const used = await checkLimits(ctx, who, pair, ahead);
    const isRight = await verify();
    if (isRight && used > 0) await resetLimit(ctx, pair);
    if (!isRight) await countFailures(ctx, [pair, ...widerLimits(ctx, who)]);
    return isRight;
  } finally {
    const left = (running.get(pairText) ?? 1) - 1;
    if (left > 0) running.set(pairText, left);
    else running.delete(pairText);
  }
}

async function checkLimits(
  ctx: CoreContext,
  who: { kind: AccountKind; login: string; userId: string | null },
  pair: LimitKey,
  ahead: number,
): Promise<number> {
  const [byAddressKey, byAccountKey] = widerLimits(ctx, who);
  const triesOf = await remainingTries(ctx, [pair, byAddressKey, byAccountKey]);
  const [byPair, byAddress, byAccount] = [triesOf(pair), triesOf(byAddressKey), triesOf(byAccountKey)];
  if (byPair.left - ahead <= 0) throw tooManyTries(pair, byPair.retryAfterSeconds);
  if (byAddress.left <= 0) throw tooManyTries(byAddressKey, byAddress.retryAfterSeconds);
  if (byAccount.left <= 0 && !(await hasSessionFrom(ctx, who))) {
    throw tooManyTries(byAccountKey, byAccount.retryAfterSeconds);
  }
  return byPair.used;
}

function widerLimits(ctx: CoreContext, who: { kind: AccountKind; login: string }): [LimitKey, LimitKey] {
  return [
    ["signInAddress", who.kind, addressOf(ctx)],
    ["signInAccount", who.kind, who.login],
  ];
}

async function hasSessionFrom(ctx: CoreContext, who: { kind: AccountKind; userId: string | null }): Promise<boolean> {
  if (who.userId === null || ctx.caller.ip === null) return false;
  const rows = await ctx.db.query({
    text: `select 1 from ${KINDS[who.kind].sessions} where user_id = $1 and ip = $2 and expires_at > $3 limit 1`,
    values: [who.userId, ctx.caller.ip, ctx.clock.now()],
  });
  return rows.length > 0;
}
