import type { NoticeParams } from "../params.ts";
import type { BroadcastDraft } from "./draft-broadcast.ts";

/** What each notice of a broadcast carries. */
export function noticeParamsOf({ content, channels }: BroadcastDraft): NoticeParams["promotional"] {
  return {
    title: content.en?.title ?? "",
    text: content.en?.text ?? "",
    titleHi: content.hi?.title ?? null,
    textHi: content.hi?.text ?? null,
    channels: channels.join(","),
  };
}
