export {
  billingErrors,
  closeDueOf,
  creditBill,
  creditRefund,
  findBillOfPayment,
  getBillPdf,
  markBillsOverdue,
  payBillOffline,
  refundableOfBill,
  remindDueBills,
  runBills,
  settleBillCharge,
  suspendOverdue,
} from "./billing/index.ts";
export { postpaidErrors } from "./errors.ts";
export { expireSecondaryRequests } from "./expire-secondary-requests.ts";
export { lockActivation, lockOpenCycle } from "./lock-activation.ts";
export { openBusinessOf } from "./open-business.ts";
export { openCycle } from "./open-cycle.ts";
export { type PostpaidEvent, type PostpaidEventKind, recordPostpaidEvent } from "./record-postpaid-event.ts";
export { type RestoreCause, restoreActivation } from "./restore-activation.ts";
export type { ActivationRow, AddonRow, CycleRow, SecondaryRow } from "./rows.ts";
export { selectActivation } from "./select-activation.ts";
export { type Suspension, suspendActivation } from "./suspend-activation.ts";
