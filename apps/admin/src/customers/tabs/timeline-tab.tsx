import { pagesOf } from "@nexa/client";
import { TIMELINE_KINDS, type TimelineKind } from "@nexa/contracts/customers";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "../../app/api.ts";
import { PagedList } from "../paged-list.tsx";
import { TimelineRow } from "../timeline-row.tsx";

const PAGE = 30;

/** Everything that happened, newest first, or one kind of it. */
export function TimelineTab({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<TimelineKind | undefined>();
  return (
    <div className="grid gap-2">
      <SelectFilter
        label={t("timeline.filter")}
        value={kind}
        onChange={setKind}
        options={TIMELINE_KINDS.map((value) => ({ value, label: t(`timeline.kind.${value}`) }))}
      />
      <TimelineList customerId={customerId} {...(kind && { kinds: [kind] })} />
    </div>
  );
}

export function TimelineList(props: { customerId: string; kinds?: TimelineKind[]; empty?: string }) {
  const { t } = useTranslation();
  const { customerId, kinds } = props;
  const query = useInfiniteQuery(
    pagesOf(api.customers.timeline.queryKey({ customerId, limit: PAGE, ...(kinds && { kinds }) }), (page) =>
      client.customers.timeline.query({ customerId, limit: PAGE, ...(kinds && { kinds }), ...page }),
    ),
  );
  return (
    <PagedList
      query={query}
      label={t("customers.tabs.timeline")}
      empty={<EmptyState title={props.empty ?? t("timeline.empty")} />}
    >
      {(entry) => <TimelineRow entry={entry} />}
    </PagedList>
  );
}
