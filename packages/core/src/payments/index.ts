export type { ChargeAnswer, ChargeOutcome, ChargeSettlement, ChargeVerdict } from "./charge-answer.ts";
export { type Charge, chargeGateway } from "./charge-gateway.ts";
export { claimKey, type KeyClaim } from "./claim-key.ts";
export { gatewayWords } from "./gateway-words.ts";
export { type NewRefund, openRefundAttempt } from "./open-refund-attempt.ts";
export { IMPORTED_PROVIDER, isPastGateway, OFFLINE_PROVIDER, performRefund } from "./perform-refund.ts";
export { type RefundAnswer, settleRefund } from "./settle-refund.ts";
