export { type BillRow, type CycleToClose, closeCycle } from "./close-cycle.ts";
export { billingErrors } from "./errors.ts";
export { estimateBills } from "./estimate-bills.ts";
export { payBill } from "./pay-bill.ts";
export { type RunBillsOptions, type RunBillsResult, runBills } from "./run-bills.ts";
export { settleBillCharge } from "./settle-bill-charge.ts";
