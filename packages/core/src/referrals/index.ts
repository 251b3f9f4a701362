export { type Applicant, checkReferralCode } from "./check-referral-code.ts";
export type { DiscountRow as UsableDiscount } from "./discount-status.ts";
export { referralsErrors } from "./errors.ts";
export { generateReferralCode } from "./generate-referral-code.ts";
export { listUsableDiscounts } from "./list-usable-discounts.ts";
export { maskName } from "./people-of-codes.ts";
export { returnDiscount } from "./return-discount.ts";
export { revokeReward } from "./revoke-reward.ts";
export { type TakeReferralSlotInput, takeReferralSlot } from "./take-referral-slot.ts";
