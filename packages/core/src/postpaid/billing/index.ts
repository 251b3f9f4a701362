export type { DrawnBill } from "./bill-rules.ts";
export { type BillRow, type CycleToClose, closeCycle } from "./close-cycle.ts";
export { estimateBills } from "./estimate-bills.ts";
export { type RunBillsOptions, type RunBillsResult, runBills } from "./run-bills.ts";
