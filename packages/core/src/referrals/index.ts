export { listUsableDiscounts, type UsableDiscount } from "./list-usable-discounts.ts";
export { returnDiscount } from "./return-discount.ts";
export { revokeReward } from "./revoke-reward.ts";
