import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import type { ReactNode } from "react";

/** What is known of something, by name. What is null is left out. */
export function Facts({ items, label }: { items: readonly (readonly [string, ReactNode])[]; label?: string }) {
  return (
    <dl aria-label={label} className="grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-4 gap-y-2 text-sm">
      {items
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-muted-foreground">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A part of a detail, under its heading. */
export function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="font-medium text-sm">{title}</h3>
      {text && <p className="text-muted-foreground text-sm">{text}</p>}
      {children}
    </section>
  );
}

/** A row of a short list: what it is, what belongs to it, and its state at the end. */
export function Row(props: { title: ReactNode; text?: ReactNode; end?: ReactNode; endText?: ReactNode }) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2.5 text-sm">
      <div className="min-w-0">
        <div className="break-words">{props.title}</div>
        {props.text && <div className="text-muted-foreground">{props.text}</div>}
      </div>
      <div className="grid justify-items-end gap-1">
        {props.end}
        {props.endText && <div className="text-muted-foreground">{props.endText}</div>}
      </div>
    </li>
  );
}

export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul aria-label={label} className="divide-y">
      {children}
    </ul>
  );
}

export function RowsSkeleton({ count = 4 }: { count?: number }) {
  return (
    <div className="grid gap-3 py-2">
      {Array.from({ length: count }, (_, place) => (
        <div key={place} className="flex justify-between gap-6">
          <Skeleton className="h-9 w-1/2" />
          <Skeleton className="h-5 w-16" />
        </div>
      ))}
    </div>
  );
}

/** Counts over a list. */
export function Figures({ items }: { items: readonly (readonly [string, ReactNode | undefined])[] }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {items.map(([name, value]) => (
        <div key={name} className="grid gap-0.5">
          <dt className="text-muted-foreground text-sm">{name}</dt>
          <dd className="tabular font-semibold text-lg leading-tight">
            {value === undefined ? <Skeleton className="h-6 w-14" /> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
