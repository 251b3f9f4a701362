import type { TimelineEntry } from "@nexa/contracts";
import { TRANSACTION_STATUSES } from "@nexa/contracts/enums";
import { deviceName } from "@nexa/ui/format/device-name";
import { Moment, Money } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useTranslation } from "react-i18next";
import { TransactionBadge } from "./badges.tsx";
import { Row } from "./facts.tsx";
import { TransactionLink } from "./links.tsx";

/** One thing that happened: its title, what it was about, the amount and the time. */
export function TimelineRow({ entry }: { entry: TimelineEntry }) {
  const title = useTitle(entry);
  const text = useText(entry);
  const { facts, subject } = entry;
  const amount = facts.finalAmountMinor ?? facts.totalMinor ?? facts.amountMinor;
  const status = TRANSACTION_STATUSES.find((each) => each === facts.status);
  const isPayment = subject.kind === "transaction";
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-2">
          {isPayment ? <TransactionLink id={subject.id}>{title}</TransactionLink> : title}
          {isPayment && status && status !== "succeeded" && <TransactionBadge status={status} />}
        </span>
      }
      text={text}
      end={typeof amount === "number" ? <Money minor={amount} /> : null}
      endText={<Moment at={entry.at} />}
    />
  );
}

const GROUPS: Partial<Record<TimelineEntry["kind"], string>> = {
  subscription: "subscription",
  postpaid: "postpaid",
  link: "link",
  referral: "referral",
  notice: "notice",
  usage_alert: "notice",
  staff_action: "action",
  security: "action",
};

/** An event that has no words yet is named by its kind, which always has. */
function useTitle({ kind, event }: TimelineEntry): string {
  const { t, i18n } = useTranslation();
  const key = `timeline.${GROUPS[kind] ?? "event"}.${event.replaceAll(".", "_")}`;
  return i18n.exists(key) ? t(key as never) : t(`timeline.kind.${kind}`);
}

function useText({ kind, facts }: TimelineEntry): string {
  const { t } = useTranslation();
  const { day } = useFormats();
  const text = (name: string) => (typeof facts[name] === "string" ? facts[name] : null);
  const [starts, ends] = [text("startsAt"), text("endsAt")];
  const phone = text("recipientPhoneNumber") ?? text("phoneNumber") ?? text("phone");
  const [name, address] = [text("actorName"), text("ip")];
  return [
    kind === "notice" || kind === "usage_alert" || kind === "subscription" ? null : text("code"),
    text("title"),
    text("addonName"),
    text("planName"),
    text("label"),
    phone && groupPhone(phone),
    text("reference"),
    text("billNumber"),
    starts && ends ? t("subscriptions.from", { start: day(starts), end: day(ends) }) : null,
    text("reason") ?? text("detail"),
    name && t("timeline.by", { name }),
    address && t("timeline.from", { ip: address }),
    deviceName(text("userAgent")),
  ]
    .filter((part) => part !== null && part !== "")
    .join(" · ");
}
