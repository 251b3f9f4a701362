import type { NoticeParams, ProducedNoticeType } from "../params.ts";
import type { NoticeFormat } from "./notice-format.ts";

/** A notice as people read it. */
export type NoticeText = { readonly title: string; readonly body: string };

/** Writes one type of notice. `secret` is the one-time code, and only there while the notice goes to the phone. */
export type NoticeTemplate<T extends ProducedNoticeType> = (
  params: NoticeParams[T],
  format: NoticeFormat,
  secret: string | null,
) => NoticeText;

/** A language's templates: the type demands one per produced notice. */
export type NoticeTemplates = { readonly [T in ProducedNoticeType]: NoticeTemplate<T> };
