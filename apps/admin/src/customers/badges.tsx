import type {
  AccountStatus,
  AttemptStatus,
  LinkStatus,
  ReferralCodeStatus,
  SubscriptionStatus,
  TransactionStatus,
} from "@nexa/contracts/enums";
import { Badge, type Tone } from "@nexa/ui/components/badge.tsx";
import { useTranslation } from "react-i18next";

const ACCOUNT: Record<AccountStatus, Tone> = {
  active: "positive",
  inactive: "warning",
  suspended: "negative",
  closed: "neutral",
};
const TRANSACTION: Record<TransactionStatus, Tone> = {
  pending: "warning",
  succeeded: "positive",
  failed: "negative",
  reversed: "neutral",
  refunded: "neutral",
  partially_refunded: "neutral",
};
const ATTEMPT: Record<AttemptStatus, Tone> = {
  created: "neutral",
  sent: "warning",
  succeeded: "positive",
  failed: "negative",
  unknown: "warning",
  reversed: "neutral",
};
const SUBSCRIPTION: Record<SubscriptionStatus, Tone> = {
  queued: "brand",
  active: "positive",
  expired: "neutral",
  cancelled: "neutral",
};
const LINK: Record<LinkStatus, Tone> = {
  requested: "warning",
  linked: "positive",
  declined: "neutral",
  expired: "neutral",
  removed: "neutral",
};
const CODE: Record<ReferralCodeStatus, Tone> = { pending: "brand", completed: "positive", expired: "neutral" };

export function AccountBadge({ status }: { status: AccountStatus }) {
  const { t } = useTranslation();
  return <Badge tone={ACCOUNT[status]}>{t(`people.account.${status}`)}</Badge>;
}

export function TransactionBadge({ status }: { status: TransactionStatus }) {
  const { t } = useTranslation();
  return <Badge tone={TRANSACTION[status]}>{t(`people.transactionStatus.${status}`)}</Badge>;
}

export function AttemptBadge({ status }: { status: AttemptStatus }) {
  const { t } = useTranslation();
  return <Badge tone={ATTEMPT[status]}>{t(`people.attempt.${status}`)}</Badge>;
}

export function SubscriptionBadge({ status }: { status: SubscriptionStatus }) {
  const { t } = useTranslation();
  return <Badge tone={SUBSCRIPTION[status]}>{t(`people.subscription.${status}`)}</Badge>;
}

export function LinkBadge({ status }: { status: LinkStatus }) {
  const { t } = useTranslation();
  return <Badge tone={LINK[status]}>{t(`linked.statuses.${status}`)}</Badge>;
}

export function CodeBadge({ status }: { status: ReferralCodeStatus }) {
  const { t } = useTranslation();
  return <Badge tone={CODE[status]}>{t(`referrals.statuses.${status}`)}</Badge>;
}
