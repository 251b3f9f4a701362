import { failureOf } from "@nexa/client";
import type { ReferralDiscount } from "@nexa/contracts";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { CodeBadge } from "../badges.tsx";
import { Part, Row, Rows, RowsSkeleton } from "../facts.tsx";
import { CustomerLink } from "../links.tsx";

export function ReferralsTab({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const query = useQuery(api.referrals.getOfCustomer.queryOptions({ customerId, limit: 100 }));
  if (query.isError) return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (!query.data) return <RowsSkeleton />;
  const { items, joinedWith, discounts } = query.data;
  if (items.length === 0 && !joinedWith && discounts.length === 0) {
    return <EmptyState title={t("customers.referral.noCodes")} />;
  }
  const none = (text: string) => <p className="text-muted-foreground text-sm">{text}</p>;
  return (
    <div className="grid gap-6">
      {joinedWith && (
        <p className="text-sm">
          <CustomerLink id={joinedWith.referrer.customerId}>
            {t("customers.referral.joinedWith", { code: joinedWith.code, name: joinedWith.referrer.fullName })}
          </CustomerLink>
          <span className="block text-muted-foreground">
            {joinedWith.completedAt
              ? t("customers.referral.joinedDone", { date: date(joinedWith.completedAt) })
              : t("customers.referral.joinedOpen")}
          </span>
        </p>
      )}
      <Part title={t("customers.referral.codes")}>
        {items.length === 0 && none(t("customers.referral.noCodes"))}
        <Rows>
          {items.map((code) => (
            <Row
              key={code.id}
              title={<span className="tabular">{code.code}</span>}
              text={code.referrals.map(({ referee }) => referee.fullName || t("customers.erased")).join(", ")}
              end={<CodeBadge status={code.status} />}
              endText={t("referrals.usesOf", { uses: code.uses, max: code.maxUses })}
            />
          ))}
        </Rows>
      </Part>
      <Part title={t("customers.referral.discounts")}>
        {discounts.length === 0 && none(t("customers.referral.noDiscounts"))}
        <Rows>
          {discounts.map((discount) => (
            <DiscountRow key={discount.id} discount={discount} />
          ))}
        </Rows>
      </Part>
    </div>
  );
}

function DiscountRow({ discount }: { discount: ReferralDiscount }) {
  const { t } = useTranslation();
  const { date, percent } = useFormats();
  return (
    <Row
      title={`${percent(discount.percent / 100)} ${t(`customers.referral.${discount.role}`)}`}
      text={t("customers.referral.until", { date: date(discount.expiresAt) })}
      end={t(`referrals.discounts.${discount.status}`)}
    />
  );
}
