import { REFERRAL_CODE_ALPHABET, REFERRAL_CODE_LENGTH } from "@nexa/contracts";
import { DAY } from "./calendar.ts";
import { addNotice } from "./notices.ts";
import type { DiscountRow, ReferralCodeRow, TransactionRow } from "./rows.ts";
import { type Person, personOf, type World } from "./world.ts";

/** The settings' defaults (reference design, Settings). */
const CODE_DAYS = 30;
const DISCOUNT_DAYS = 30;
const REFEREE_PERCENT = 10;
const REFERRER_PERCENT = 30;

type EventKind = World["rows"]["referralEvents"][number]["kind"];

function addEvent(
  world: World,
  at: number,
  event: { codeId: string; referralId?: string; kind: EventKind; customerId: string; transactionId?: string },
): void {
  const { codeId, referralId = null, kind, customerId, transactionId = null } = event;
  world.rows.referralEvents.push({
    ...{ id: world.newId(at), codeId, referralId, kind, customerId, transactionId, detail: null },
    createdAt: new Date(at),
  });
}

export function isUsable(code: ReferralCodeRow, at: number): boolean {
  return code.expiresAt.getTime() > at && code.uses < code.maxUses;
}

/** The person's code: the usable one, or a new one that retires the one before. */
export function generateCode(world: World, owner: Person, at: number): void {
  if (owner.code && isUsable(owner.code, at)) return;
  if (owner.code) owner.code.retiredAt = new Date(at);
  const letters = Array.from({ length: REFERRAL_CODE_LENGTH }, () =>
    REFERRAL_CODE_ALPHABET.charAt(owner.chance.between(0, REFERRAL_CODE_ALPHABET.length - 1)),
  );
  const code: ReferralCodeRow = {
    ...{ id: world.newId(at), code: letters.join(""), ownerId: owner.row.id, maxUses: 1, uses: 0 },
    ...{ createdAt: new Date(at), expiresAt: new Date(at + CODE_DAYS * DAY), retiredAt: null },
  };
  owner.code = code;
  world.codes.push(code);
  world.rows.referralCodes.push(code);
  addEvent(world, at, { codeId: code.id, kind: "generated", customerId: owner.row.id });
}

/** A code that a newcomer could register with now, or null. */
export function findUsableCode(world: World, at: number): ReferralCodeRow | null {
  const recent = world.codes.findLastIndex((code) => code.expiresAt.getTime() <= at) + 1;
  const usable = world.codes
    .slice(recent)
    .find((code) => isUsable(code, at) && personOf(world, code.ownerId)?.row.status === "active");
  return usable ?? null;
}

/** The newcomer takes the code's slot and gets the discount of those who were referred. */
export function takeSlot(world: World, newcomer: Person, code: ReferralCodeRow, at: number): void {
  const id = world.newId(at);
  const refereeId = newcomer.row.id;
  code.uses += 1;
  newcomer.referral = {
    ...{ id, codeId: code.id, referrerId: code.ownerId, refereeId, usedAt: new Date(at) },
    ...{ completedAt: null, completingTransactionId: null },
  };
  world.rows.referrals.push(newcomer.referral);
  giveDiscount(world, newcomer, { referralId: id, role: "referee", percent: REFEREE_PERCENT, at });
  addEvent(world, at, { codeId: code.id, referralId: id, kind: "used", customerId: refereeId });
}

function giveDiscount(
  world: World,
  person: Person,
  gift: { referralId: string; role: DiscountRow["role"]; percent: number; at: number },
): DiscountRow {
  const { at, ...rest } = gift;
  const discount: DiscountRow = {
    ...{ ...rest, id: world.newId(at), customerId: person.row.id, status: "unused", transactionId: null },
    ...{ createdAt: new Date(at), expiresAt: new Date(at + DISCOUNT_DAYS * DAY) },
  };
  person.discounts.push(discount);
  world.rows.referralDiscounts.push(discount);
  return discount;
}

/** The discount a customer would use: highest percentage, then soonest to expire. */
export function bestDiscount(person: Person, at: number): DiscountRow | null {
  const usable = person.discounts.filter((row) => row.status === "unused" && row.expiresAt.getTime() > at);
  const [best] = usable.sort(
    (one, other) =>
      other.percent - one.percent ||
      one.expiresAt.getTime() - other.expiresAt.getTime() ||
      (one.id < other.id ? -1 : 1),
  );
  return best ?? null;
}

/** The payer's first delivered recharge completes the referral and rewards the referrer. Returns whether it did. */
export function completeReferral(world: World, payer: Person, transaction: TransactionRow, at: number): boolean {
  const { referral } = payer;
  if (!referral || referral.completedAt !== null) return false;
  const referrer = personOf(world, referral.referrerId);
  if (!referrer) throw new Error("a code's owner is gone");
  referral.completedAt = new Date(at);
  referral.completingTransactionId = transaction.id;
  const { id: referralId, codeId } = referral;
  const reward = giveDiscount(world, referrer, { referralId, role: "referrer", percent: REFERRER_PERCENT, at });
  const transactionId = transaction.id;
  addEvent(world, at, { codeId, referralId, kind: "completed", customerId: payer.row.id, transactionId });
  addEvent(world, at, { codeId, referralId, kind: "rewarded", customerId: referrer.row.id, transactionId });
  addNotice(world, at, {
    ...{ type: "referral_bonus", customerId: referrer.row.id, phone: referrer.line.row.phone, lineId: null },
    params: { percent: REFERRER_PERCENT, expiresAt: reward.expiresAt.toISOString() },
    causeKey: `referral_bonus:${referralId}`,
  });
  return true;
}

/** Settling moves a held discount on: to `used` with a delivery, else back to `unused`. */
export function settleDiscount(
  world: World,
  payer: Person,
  transaction: TransactionRow,
  isUsed: boolean,
  at: number,
): void {
  const discount = payer.discounts.find((row) => row.status === "held" && row.transactionId === transaction.id);
  if (!discount) return;
  discount.status = isUsed ? "used" : "unused";
  discount.transactionId = isUsed ? transaction.id : null;
  logDiscount(world, payer, discount, isUsed ? "discount_used" : "discount_returned", transaction.id, at);
}

/** A full refund gives a used discount back while it is valid. */
export function returnDiscount(world: World, payer: Person, transactionId: string, at: number): void {
  const discount = payer.discounts.find((row) => row.transactionId === transactionId);
  if (!discount || (discount.expiresAt.getTime() <= at && discount.status === "used")) return;
  discount.status = "unused";
  discount.transactionId = null;
  logDiscount(world, payer, discount, "discount_returned", transactionId, at);
}

/** A full refund of the completing recharge revokes a reward that is unspent. */
export function revokeReward(world: World, payer: Person, transactionId: string, at: number): void {
  const { referral } = payer;
  if (!referral || referral.completingTransactionId !== transactionId) return;
  const referrer = personOf(world, referral.referrerId);
  const reward = referrer?.discounts.find((row) => row.referralId === referral.id && row.role === "referrer");
  if (!referrer || reward?.status !== "unused") return;
  reward.status = "revoked";
  const { id: referralId, codeId } = referral;
  addEvent(world, at, { codeId, referralId, kind: "revoked", customerId: referrer.row.id, transactionId });
}

function logDiscount(
  world: World,
  person: Person,
  discount: DiscountRow,
  kind: "discount_used" | "discount_returned",
  transactionId: string,
  at: number,
): void {
  const referral = world.rows.referrals.find((row) => row.id === discount.referralId);
  if (!referral) throw new Error("a discount has no referral");
  const { id: referralId, codeId } = referral;
  addEvent(world, at, { codeId, referralId, kind, customerId: person.row.id, transactionId });
}
