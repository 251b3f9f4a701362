import type { GetSharedUsageInput, GetSharedUsageOutput, MemberUse } from "@nexa/contracts";
import { postpaidActivations } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { postpaidErrors } from "./errors.ts";
import { type FoundActivation, findActivations } from "./find-activations.ts";
import { sharedWith } from "./list-secondary-numbers.ts";
import { liveSecondariesOf } from "./live-secondaries.ts";
import { type MemberSpan, memberUseOf } from "./member-use.ts";
import type { CycleRow, SecondaryRow } from "./rows.ts";
import { findOwnActivation } from "./select-activation.ts";
import { toCycle } from "./shapes.ts";
import { sharedPool } from "./shared-pool.ts";

/**
 * The shared data of the running cycle. The owner sees each number's use; who holds a secondary number sees its own use and the pool,
 * and nothing of the bill. Without a name it is the customer's own plan, or else the one that a number of theirs shares.
 *
 * @throws postpaid.notFound secondaryNotFound noActivation nameActivation
 */
export async function getSharedUsage(
  ctx: CoreContext<CustomerActor>,
  input: GetSharedUsageInput,
): Promise<GetSharedUsageOutput> {
  if (input.secondaryId === undefined) {
    const own = await findOwnActivation(ctx, input.activationId);
    if (own) return ownerUsage(ctx, await getFound(ctx, own.id));
    if (input.activationId !== undefined) throw postpaidErrors.notFound();
  }
  return holderUsage(ctx, await getJoined(ctx, input.secondaryId));
}

async function getFound(ctx: CoreContext, activationId: string): Promise<FoundActivation> {
  const [found] = await findActivations(ctx, eq(postpaidActivations.id, activationId));
  if (!found) throw postpaidErrors.notFound();
  return found;
}

/** A secondary number of the customer's, and since when the number is theirs. */
type Held = { secondary: SecondaryRow; since: Date };

/** The secondary number of the customer's that is named, or the single one. */
async function getJoined(ctx: CoreContext<CustomerActor>, secondaryId: string | undefined): Promise<Held> {
  const shared = await sharedWith(ctx, ctx.actor.customerId);
  const [first, ...others] = shared.filter(
    ({ secondary }) => secondary.status === "active" && (secondaryId === undefined || secondary.id === secondaryId),
  );
  if (!first) throw secondaryId === undefined ? postpaidErrors.noActivation() : postpaidErrors.secondaryNotFound();
  if (others.length > 0) {
    const sentence = "Several of your numbers share other people's plans. Say which one by sending its secondaryId.";
    throw postpaidErrors.nameActivation(
      { secondaryIds: [first, ...others].map(({ secondary }) => secondary.id) },
      sentence,
    );
  }
  return first;
}

async function ownerUsage(ctx: CoreContext, found: FoundActivation): Promise<GetSharedUsageOutput> {
  const { activation, cycle } = found;
  const live = await liveSecondariesOf(ctx, [activation.id]);
  const joined = live.filter(({ status }) => status === "active");
  const uses = await memberUseOf(
    ctx,
    cycle ? [spanOf(cycle, activation.lineId, cycle.startsAt), ...joined.map((row) => joinedSpan(cycle, row))] : [],
  );
  return {
    ...(await poolPart(ctx, found)),
    role: "owner",
    phoneNumber: found.phone,
    overageBytes: cycle?.overageBytes ?? 0,
    own: uses.get(activation.lineId) ?? NO_USE,
    members: joined.map(({ id, phone, label, lineId }) => ({
      ...{ secondaryId: id, phoneNumber: phone, label },
      use: uses.get(lineId) ?? NO_USE,
    })),
  };
}

async function holderUsage(ctx: CoreContext, { secondary, since }: Held): Promise<GetSharedUsageOutput> {
  const found = await getFound(ctx, secondary.activationId);
  const { cycle } = found;
  // Who took the number over sees nothing of what was used before.
  const uses = await memberUseOf(ctx, cycle ? [laterOf(joinedSpan(cycle, secondary), since)] : []);
  return {
    ...(await poolPart(ctx, found)),
    role: "secondary",
    phoneNumber: secondary.phone,
    overageBytes: null,
    own: uses.get(secondary.lineId) ?? NO_USE,
    members: [],
  };
}

const NO_USE: MemberUse = { data: 0, voice: 0, sms: 0 };

async function poolPart(ctx: CoreContext, { activation, cycle }: FoundActivation) {
  return {
    activationId: activation.id,
    planName: activation.terms.planName,
    cycle: cycle && toCycle(cycle, ctx.clock.now()),
    pool: cycle && (await sharedPool(ctx, { activation, cycle })),
  };
}

/** A late cycle counts on until the worker closes it, so a span has no end of its own. */
function spanOf(cycle: CycleRow, lineId: string, from: Date): MemberSpan {
  return { lineId, from: from > cycle.startsAt ? from : cycle.startsAt };
}

function joinedSpan(cycle: CycleRow, secondary: SecondaryRow): MemberSpan {
  return spanOf(cycle, secondary.lineId, secondary.joinedAt ?? cycle.startsAt);
}

function laterOf({ lineId, from }: MemberSpan, since: Date): MemberSpan {
  return { lineId, from: from > since ? from : since };
}
