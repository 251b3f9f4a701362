import { type AddSecondaryNumberInput, type AddSecondaryNumberOutput, maskPhone, newId } from "@nexa/contracts";
import { customers, postpaidSecondaries } from "@nexa/db";
import { eq } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { countCodeRequest, phoneOf, sendCode } from "../identity/index.ts";
import { ensureLine, type LineRow } from "../lines/index.ts";
import { nameForStrangers } from "../notifications/index.ts";
import { postpaidErrors } from "./errors.ts";
import { expireRequestsOf } from "./expire-secondary-requests.ts";
import { joinPlan } from "./join-plan.ts";
import { liveSecondariesOf } from "./live-secondaries.ts";
import { lockActivation } from "./lock-activation.ts";
import { recordPostpaidEvent } from "./record-postpaid-event.ts";
import type { ActivationRow, SecondaryRow } from "./rows.ts";
import { selectActivation } from "./select-activation.ts";
import { toSecondary } from "./shapes.ts";

const REQUEST_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Asks a number to share an activation: a code goes to the number, with which it joins. Asking again while the request is open sends
 * another code. Requests count towards the plan's limit. Nothing is told of the number before it consents: whether it is free is
 * looked at when it joins.
 *
 * @throws postpaid.noActivation notFound nameActivation suspended cancelled secondaryOwnLine secondaryExists secondaryLimit;
 *   identity.phoneInvalid tooManyTries
 */
export async function addSecondaryNumber(
  ctx: CoreContext<CustomerActor>,
  input: AddSecondaryNumberInput,
): Promise<AddSecondaryNumberOutput> {
  const phone = phoneOf(ctx, input.phoneNumber);
  const { id } = await selectActivation(ctx, input.activationId);
  await countCodeRequest(ctx, phone);
  return withTransaction(ctx, async (tx) => {
    const activation = await lockActivation(tx, id);
    if (activation.status === "cancelled") throw postpaidErrors.cancelled();
    if (activation.status === "suspended") throw postpaidErrors.suspended();
    const line = await ensureLine(tx, phone);
    if (line.id === activation.lineId) throw postpaidErrors.secondaryOwnLine();
    await expireRequestsOf(tx, activation.id);
    const secondary = await openRequest(tx, { activation, line, label: input.label });
    if (ctx.runtime.config.linkConsent === "off") {
      const joined = await joinPlan(tx, { activation, line, secondary });
      return { secondary: toSecondary(joined, tx.clock.now()), codeExpiresIn: null };
    }
    const { expiresIn } = await sendRequest(tx, { secondary, line });
    return { secondary: toSecondary(secondary, tx.clock.now()), codeExpiresIn: expiresIn };
  });
}

type Asked = { activation: ActivationRow; line: LineRow; label: string | undefined };

async function openRequest(tx: CoreContext<CustomerActor>, { activation, line, label }: Asked): Promise<SecondaryRow> {
  const live = await liveSecondariesOf(tx, [activation.id]);
  const known = live.find((row) => row.lineId === line.id);
  if (known?.status === "active") throw postpaidErrors.secondaryExists();
  const limit = activation.terms.maxSecondaryNumbers;
  if (!known && live.length >= limit) throw postpaidErrors.secondaryLimit({ limit });
  const now = tx.clock.now();
  const expiresAt = new Date(now.getTime() + REQUEST_LIFE_MS);
  const { orm } = tx.db;
  const [row] = known
    ? await orm
        .update(postpaidSecondaries)
        .set({ expiresAt, ...(label === undefined ? {} : { label }) })
        .where(eq(postpaidSecondaries.id, known.id))
        .returning()
    : await orm
        .insert(postpaidSecondaries)
        .values({
          ...{ id: newId(now), activationId: activation.id, lineId: line.id, phone: line.phone, label: label ?? null },
          ...{ requestedAt: now, expiresAt },
        })
        .returning();
  if (!row) throw new Error("the request was not written");
  const causeKey = `secondary_requested:${row.id}`;
  const detail = maskPhone(line.phone);
  await recordPostpaidEvent(tx, { activationId: activation.id, kind: "secondary_requested", causeKey, detail });
  return row;
}

async function sendRequest(
  tx: CoreContext<CustomerActor>,
  { secondary, line }: { secondary: SecondaryRow; line: LineRow },
): Promise<{ expiresIn: number }> {
  const [asker] = await tx.db.orm
    .select({ fullName: customers.fullName })
    .from(customers)
    .where(eq(customers.id, tx.actor.customerId));
  const requesterName = nameForStrangers(asker?.fullName ?? "");
  const { phone } = line;
  return sendCode(tx, {
    phone,
    purpose: "secondary_number",
    notice: (code) => ({
      ...{ type: "link_request", customerId: line.ownerId, phone, lineId: line.id },
      params: {
        ...{ requesterName, phone, kind: "secondary" },
        ...{ expiresAt: secondary.expiresAt.toISOString(), codeExpiresAt: code.expiresAt.toISOString() },
      },
      causeKey: `link_request:${code.id}`,
      sealedSecret: code.sealedSecret,
    }),
  });
}
