import type { Language, NotificationType } from "@nexa/contracts";
import type { CoreConfig } from "../../runtime.ts";
import type { NoticeParams, ProducedNoticeType } from "../params.ts";
import { en } from "./en.ts";
import { hi } from "./hi.ts";
import { type NoticeFormat, noticeFormat } from "./notice-format.ts";
import type { NoticeTemplates, NoticeText } from "./template.ts";

/** What rendering needs of a stored notice. */
export type RenderableNotice = { type: NotificationType; params: Record<string, string | number | null> };

const LANGUAGES: Readonly<Record<Language, { locale: string; templates: NoticeTemplates }>> = {
  en: { locale: "en-IN", templates: en },
  hi: { locale: "hi-IN", templates: hi },
};

/**
 * Title and body of a notice in a language. Never fails: a type without a template, or a row that lacks what its template needs,
 * reads as the type's name, so that one odd row cannot stop a list or the deliverer.
 */
export function renderNotice(
  operator: CoreConfig["operator"],
  notice: RenderableNotice,
  language: Language,
  secret: string | null = null,
): NoticeText {
  const { locale, templates } = LANGUAGES[language];
  if (!isProduced(notice.type, templates)) return bare(notice.type);
  try {
    return apply(templates, notice.type, notice.params, noticeFormat(locale, operator.timezone), secret);
  } catch {
    // Params of another shape than the template's, which only a hand-made row can have.
    return bare(notice.type);
  }
}

function isProduced(type: NotificationType, templates: NoticeTemplates): type is ProducedNoticeType {
  return Object.hasOwn(templates, type);
}

function apply<T extends ProducedNoticeType>(
  templates: NoticeTemplates,
  type: T,
  params: RenderableNotice["params"],
  format: NoticeFormat,
  secret: string | null,
): NoticeText {
  // The row was written by `enqueueNotices`, whose type ties the params to the notice's type.
  return templates[type](params as NoticeParams[T], format, secret);
}

function bare(type: NotificationType): NoticeText {
  const words = type.replaceAll("_", " ");
  return { title: words.charAt(0).toUpperCase() + words.slice(1), body: "" };
}
