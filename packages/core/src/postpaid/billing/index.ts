export { type BillRow, type CycleToClose, closeCycle } from "./close-cycle.ts";
