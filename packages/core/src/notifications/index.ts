export { type RunBroadcastsOutput, runBroadcasts } from "./broadcasts/run-broadcasts.ts";
export { type DeliverNoticesOutput, deliverNotices } from "./deliver-notices.ts";
export { enqueueNotices, type Notice } from "./enqueue-notices.ts";
export { nameForStrangers } from "./name-for-strangers.ts";
export { notificationStream } from "./notification-stream.ts";
export type { NoticeParams, ProducedNoticeType, SecurityEvent } from "./params.ts";
export {
  type DeliveryReceipt,
  type RecordDeliveryReceiptOutput,
  recordDeliveryReceipt,
} from "./record-delivery-receipt.ts";
export { registerDevice } from "./register-device.ts";
export { sequenceNotices } from "./sequence-notices.ts";
export { type TriggerNoticesOutput, triggerNotices } from "./triggers/trigger-notices.ts";
