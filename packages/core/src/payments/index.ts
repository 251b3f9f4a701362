export { gatewayWords } from "./gateway-words.ts";
export { type NewRefund, openRefundAttempt } from "./open-refund-attempt.ts";
export { performRefund } from "./perform-refund.ts";
export { type RefundAnswer, settleRefund } from "./settle-refund.ts";
