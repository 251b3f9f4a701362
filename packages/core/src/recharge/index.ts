export { cancelWithRefund } from "./cancel-with-refund.ts";
export { createRecharge } from "./create-recharge.ts";
export { rechargeErrors, refundErrors, webhookErrors } from "./errors.ts";
export { isRechargeKnown } from "./is-recharge-known.ts";
export { quoteRecharge } from "./quote-recharge.ts";
export { receiveWebhook, type WebhookInput, type WebhookResult } from "./receive-webhook.ts";
export { type ReconcileResult, reconcilePayments } from "./reconcile-payments.ts";
export { refundTransaction } from "./request-refund.ts";
export { type ChargeAnswer, settleCharge } from "./settle-charges.ts";
