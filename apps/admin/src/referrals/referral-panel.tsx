import { pagesOf } from "@nexa/client";
import type { AdminReferral, AdminReferralCode } from "@nexa/contracts";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { CodeBadge } from "../customers/badges.tsx";
import { Facts, Part, Row, Rows } from "../customers/facts.tsx";
import { CustomerLink, TransactionLink } from "../customers/links.tsx";
import { PagedList } from "../customers/paged-list.tsx";

const PAGE = 50;

/** A code beside the list: its owner, who joined, and every step of its life. */
export function ReferralPanel({ code, onClose }: { code: AdminReferralCode; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog shape="panel" isOpen onClose={onClose} title={<span className="tabular">{code.code}</span>}>
      <div className="grid gap-6 pt-2">
        <Facts
          label={t("referrals.one")}
          items={[
            [t("referrals.status"), <CodeBadge key="status" status={code.status} />],
            [
              t("referrals.owner"),
              <CustomerLink key="owner" id={code.owner.customerId}>
                {code.owner.fullName}
              </CustomerLink>,
            ],
            [t("referrals.uses"), t("referrals.usesOf", { uses: code.uses, max: code.maxUses })],
            [t("referrals.made"), <Moment key="made" at={code.createdAt} />],
            [t("referrals.expires"), <Moment key="expires" at={code.expiresAt} />],
            [t("referrals.retired"), code.retiredAt && <Moment key="retired" at={code.retiredAt} />],
          ]}
        />
        <Part title={t("referrals.people")}>
          {code.referrals.length === 0 && <p className="text-muted-foreground text-sm">{t("referrals.nobody")}</p>}
          <Rows>
            {code.referrals.map((referral) => (
              <RefereeRow key={referral.id} referral={referral} />
            ))}
          </Rows>
        </Part>
        <Part title={t("referrals.log")}>
          <UsageLog codeId={code.id} />
        </Part>
      </div>
    </Dialog>
  );
}

function RefereeRow({ referral }: { referral: AdminReferral }) {
  const { t } = useTranslation();
  const { date, percent } = useFormats();
  const { referee, completedAt, reward } = referral;
  return (
    <Row
      title={<CustomerLink id={referee.customerId}>{referee.fullName}</CustomerLink>}
      text={[
        t("referrals.joinedAt", { date: date(referral.usedAt) }),
        completedAt ? t("referrals.completedAt", { date: date(completedAt) }) : t("referrals.notCompleted"),
      ].join(", ")}
      end={reward && t("referrals.reward", { percent: percent(reward.percent / 100) })}
      endText={reward && t(`referrals.discounts.${reward.status}`)}
    />
  );
}

function UsageLog({ codeId }: { codeId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(
    pagesOf(api.referrals.listUsageLogs.queryKey({ referralId: codeId, limit: PAGE }), (page) =>
      client.referrals.listUsageLogs.query({ referralId: codeId, limit: PAGE, ...page }),
    ),
  );
  return (
    <PagedList query={query} label={t("referrals.log")} empty={null}>
      {(step) => (
        <Row
          title={t(`timeline.referral.${step.kind}`)}
          text={
            step.transactionId && <TransactionLink id={step.transactionId}>{t("referrals.payment")}</TransactionLink>
          }
          endText={<Moment at={step.createdAt} />}
        />
      )}
    </PagedList>
  );
}
