import { BroadcastAudience, NOTIFICATION_CHANNELS, type PreviewNotificationInput } from "@nexa/contracts";
import type { broadcasts } from "@nexa/db";
import type { AdminActor, CoreContext } from "../../context.ts";
import { notificationsErrors } from "../errors.ts";
import { countAudience } from "./audience.ts";

type Row = typeof broadcasts.$inferInsert;
export type BroadcastDraft = Pick<Row, "audience" | "content"> & { channels: string[] };

/**
 * What staff ask to send, checked: to whom, in which words, over what.
 *
 * @throws notifications.audienceMissing audienceBothWays hindiIncomplete oneCustomerOnly
 */
export function draftBroadcast({ actor }: CoreContext<AdminActor>, input: PreviewNotificationInput): BroadcastDraft {
  const { isToEveryone = false, title, text, titleHi, textHi, channels, ...conditions } = input;
  const audience = audienceOf(conditions);
  const isNamed = Object.keys(audience).length > 0;
  if (actor.role === "support" && (audience.customerIds?.length !== 1 || isToEveryone)) {
    throw notificationsErrors.oneCustomerOnly();
  }
  if (!isNamed && !isToEveryone) throw notificationsErrors.audienceMissing();
  if (isNamed && isToEveryone) throw notificationsErrors.audienceBothWays();
  if ((titleHi === undefined) !== (textHi === undefined)) throw notificationsErrors.hindiIncomplete();
  const hindi = titleHi === undefined || textHi === undefined ? {} : { hi: { title: titleHi, text: textHi } };
  return {
    audience,
    content: { en: { title, text }, ...hindi },
    channels: NOTIFICATION_CHANNELS.filter((channel) => channels === undefined || channels.includes(channel)),
  };
}

/** Only what was named, in the contract's order, each customer once: equal audiences read equal. */
function audienceOf(conditions: object): BroadcastAudience {
  const audience = BroadcastAudience.parse(
    Object.fromEntries(Object.entries(conditions).filter(([name]) => name in BroadcastAudience.shape)),
  );
  const { customerIds } = audience;
  return customerIds === undefined ? audience : { ...audience, customerIds: [...new Set(customerIds)].sort() };
}

/** How many it would reach now. Throws `notifications.customerUnknown` where a customer named has no open account. */
export async function countRecipients(ctx: CoreContext, { audience }: BroadcastDraft) {
  const { customerIds } = audience;
  if (customerIds !== undefined) {
    const known = await countAudience(ctx, { customerIds });
    const total = known.reduce((sum, each) => sum + each.recipients, 0);
    if (total < customerIds.length) throw notificationsErrors.customerUnknown();
  }
  return countAudience(ctx, audience);
}
