import { Skeleton } from "@nexa/ui/components/skeleton.tsx";

const ROWS = ["a", "b", "c", "d", "e"];

export function NoticesSkeleton() {
  return (
    <div className="grid gap-2">
      <Skeleton className="h-5 w-32" />
      <div className="divide-y rounded-card border bg-card">
        {ROWS.map((row) => (
          <div key={row} className="flex gap-3 px-4 py-3">
            <Skeleton className="size-5 shrink-0" />
            <div className="grid grow gap-2">
              <Skeleton className="h-5 w-1/2" />
              <Skeleton className="h-4 w-full" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
