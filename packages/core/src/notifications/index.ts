export { enqueueNotices, type Notice } from "./enqueue-notices.ts";
export type { NoticeParams, ProducedNoticeType, SecurityEvent } from "./params.ts";
