export { enqueueNotices, type Notice } from "./enqueue-notices.ts";
