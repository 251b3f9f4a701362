import { failureOf } from "@nexa/client";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import type { ReactNode } from "react";

const ROWS = ["a", "b", "c", "d", "e", "f"];

export function RowsSkeleton() {
  return (
    <div className="grid gap-3 p-4">
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-6" />
      ))}
    </div>
  );
}

type Read<T> = { data: T | undefined; error: unknown; isError: boolean; refetch: () => unknown };

/** What was read, or the shape of what comes, or why it did not. */
export function Loaded<T>(props: { query: Read<T>; skeleton?: ReactNode; children: (data: T) => ReactNode }) {
  const { query } = props;
  if (query.data !== undefined) return props.children(query.data);
  if (query.isError) return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  return props.skeleton ?? <RowsSkeleton />;
}
