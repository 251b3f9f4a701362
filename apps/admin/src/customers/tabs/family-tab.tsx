import { pagesOf } from "@nexa/client";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Moment, Phone } from "@nexa/ui/format/display.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, client } from "../../app/api.ts";
import { LinkBadge } from "../badges.tsx";
import { Row } from "../facts.tsx";
import { CustomerLink } from "../links.tsx";
import { PagedList } from "../paged-list.tsx";

const PAGE = 30;

/** Links the customer made, and those to the customer's own numbers. */
export function FamilyTab({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(
    pagesOf(api.linkedAccounts.listOfCustomer.queryKey({ customerId, limit: PAGE }), (page) =>
      client.linkedAccounts.listOfCustomer.query({ customerId, limit: PAGE, ...page }),
    ),
  );
  return (
    <PagedList
      query={query}
      label={t("customers.tabs.family")}
      empty={<EmptyState title={t("customers.family.none")} text={t("customers.family.noneText")} />}
    >
      {(link) => (
        <Row
          title={
            <>
              {link.direction === "outgoing" ? (
                link.label
              ) : (
                <CustomerLink id={link.customerId}>{link.customerName}</CustomerLink>
              )}
              {" · "}
              <Phone number={link.phoneNumber} />
            </>
          }
          text={`${t(`linked.${link.direction}`)} · ${t(`linked.relationships.${link.relationship}`)}`}
          end={<LinkBadge status={link.status} />}
          endText={<Moment at={link.endedAt ?? link.linkedAt ?? link.requestedAt} as="date" />}
        />
      )}
    </PagedList>
  );
}
