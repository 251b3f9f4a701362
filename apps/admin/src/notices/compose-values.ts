import type { BroadcastAudience } from "@nexa/contracts/broadcasts";
import type { AccountStatus, NotificationChannel, PlanType } from "@nexa/contracts/enums";
import { bytesOf, numberOf } from "../forms/amounts.ts";
import { instantOf } from "../forms/wall-clock.ts";

/** A notification as its composer holds it. Empty conditions are not asked. */
export type ComposeValues = {
  to: "everyone" | "segment" | "customers";
  status: AccountStatus | "";
  planType: PlanType | "";
  planId: string;
  balanceBelowGb: string;
  minDaysInactive: string;
  signedUpFrom: string;
  signedUpUntil: string;
  title: string;
  text: string;
  titleHi: string;
  textHi: string;
  channels: NotificationChannel[];
};

export type Recipient = { id: string; fullName: string; phoneNumber: string | null };

function segmentOf(values: ComposeValues, timeZone: string): BroadcastAudience {
  const balance = bytesOf(values.balanceBelowGb);
  const days = numberOf(values.minDaysInactive);
  const from = instantOf(values.signedUpFrom, timeZone);
  const until = instantOf(values.signedUpUntil, timeZone);
  return {
    ...(values.status && { status: values.status }),
    ...(values.planType && { planType: values.planType }),
    ...(values.planId && { planId: values.planId }),
    ...(balance !== null && { balanceBelowBytes: balance }),
    ...(days !== null && { minDaysInactive: days }),
    ...(from !== null && { signedUpFrom: from }),
    ...(until !== null && { signedUpUntil: until }),
  };
}

function audienceOf(values: ComposeValues, recipients: readonly Recipient[], timeZone: string) {
  if (values.to === "everyone") return { isToEveryone: true };
  if (values.to === "customers") return recipients.length > 0 ? { customerIds: recipients.map(({ id }) => id) } : null;
  const segment = segmentOf(values, timeZone);
  return Object.keys(segment).length > 0 ? segment : null;
}

/** What the server takes; null while somebody or something to send is missing. */
export function noticeOf(values: ComposeValues, recipients: readonly Recipient[], timeZone: string) {
  const audience = audienceOf(values, recipients, timeZone);
  const [title, text] = [values.title.trim(), values.text.trim()];
  const [titleHi, textHi] = [values.titleHi.trim(), values.textHi.trim()];
  const isHalfHindi = (titleHi === "") !== (textHi === "");
  if (audience === null || title === "" || text === "" || isHalfHindi || values.channels.length === 0) return null;
  return {
    ...audience,
    title,
    text,
    ...(titleHi && { titleHi }),
    ...(textHi && { textHi }),
    channels: values.channels,
  };
}
