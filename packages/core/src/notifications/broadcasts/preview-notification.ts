import { LANGUAGES, type PreviewNotificationInput, type PreviewNotificationOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../../context.ts";
import { renderNotice } from "../templates/render-notice.ts";
import { noticeParamsOf } from "./broadcast-notice.ts";
import { countRecipients, draftBroadcast } from "./draft-broadcast.ts";

/**
 * Whom a notification would reach now, and how it reads in each language; nothing is sent.
 *
 * @throws notifications.audienceMissing audienceBothWays hindiIncomplete oneCustomerOnly customerUnknown
 */
export async function previewNotification(
  ctx: CoreContext<AdminActor>,
  input: PreviewNotificationInput,
): Promise<PreviewNotificationOutput> {
  const draft = draftBroadcast(ctx, input);
  const counted = await countRecipients(ctx, draft);
  const notice = { type: "promotional" as const, params: noticeParamsOf(draft) };
  return {
    recipients: counted.reduce((sum, each) => sum + each.recipients, 0),
    recipientsByLanguage: LANGUAGES.map((language) => ({
      language,
      recipients: counted.find((each) => each.language === language)?.recipients ?? 0,
    })),
    previews: LANGUAGES.map((language) => ({
      language,
      ...renderNotice(ctx.runtime.config.operator, notice, language),
    })),
  };
}
