import type { CustomerDetail } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Phone } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Row, Rows } from "../facts.tsx";

export function LinesTab({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  if (customer.lines.length === 0) return <EmptyState title={t("customers.lines.none")} />;
  return (
    <Rows label={t("customers.tabs.lines")}>
      {customer.lines.map((line) => (
        <Row
          key={line.id}
          title={
            <span className="flex flex-wrap items-center gap-2">
              <Phone number={line.phoneNumber} />
              {line.isRegistered && <Badge tone="brand">{t("customers.lines.registered")}</Badge>}
            </span>
          }
          text={
            <>
              {t("customers.lines.owned", { date: date(line.ownedSince) })}
              {" · "}
              <Link
                to="/transactions"
                search={{ lineId: line.id }}
                className="text-brand-strong underline-offset-4 hover:underline"
              >
                {t("customers.lines.transactions")}
              </Link>
            </>
          }
          end={t(`people.lineMode.${line.mode}`)}
          endText={line.baseEndsAt && t("customers.lines.until", { date: date(line.baseEndsAt) })}
        />
      ))}
    </Rows>
  );
}
