import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Rows, RowsSkeleton } from "./facts.tsx";

type PagedQuery<Item> = {
  data: { pages: readonly { items: readonly Item[] }[] } | undefined;
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
};

/** A list beside something, a page after the other. */
export function PagedList<Item extends { id: string }>(props: {
  query: PagedQuery<Item>;
  label: string;
  empty: ReactNode;
  children: (item: Item) => ReactNode;
}) {
  const { t } = useTranslation();
  const { query } = props;
  const items = query.data?.pages.flatMap((page) => page.items);
  if (!items) {
    return query.error ? (
      <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />
    ) : (
      <RowsSkeleton />
    );
  }
  if (items.length === 0) return props.empty;
  return (
    <>
      <Rows label={props.label}>
        {items.map((item) => (
          <Fragment key={item.id}>{props.children(item)}</Fragment>
        ))}
      </Rows>
      {query.hasNextPage && (
        <Button size="sm" className="mt-2" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("people.more")}
        </Button>
      )}
    </>
  );
}
