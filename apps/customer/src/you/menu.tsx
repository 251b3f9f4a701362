import { Link, type LinkProps } from "@tanstack/react-router";
import { ChevronRight, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** A list of places under one heading. */
export function Menu({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h2 className="px-1 font-medium text-muted-foreground text-sm">{title}</h2>
      <ul className="divide-y overflow-hidden rounded-card border bg-card shadow-card">{children}</ul>
    </section>
  );
}

export function MenuLink(props: { to: LinkProps["to"]; icon: LucideIcon; label: string; value?: ReactNode }) {
  const Icon = props.icon;
  return (
    <li>
      <Link to={props.to} className="flex min-h-14 items-center gap-3 px-4 py-2 outline-offset-[-2px] hover:bg-muted">
        <Icon aria-hidden className="size-5 shrink-0 text-muted-foreground" />
        <span className="grow">{props.label}</span>
        {props.value !== undefined && <span className="truncate text-muted-foreground text-sm">{props.value}</span>}
        <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </Link>
    </li>
  );
}

/** A row with something to choose or press instead of a place to go. */
export function MenuRow(props: { icon: LucideIcon; label: string; text?: string; children: ReactNode }) {
  const Icon = props.icon;
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
      <Icon aria-hidden className="size-5 shrink-0 text-muted-foreground" />
      <span className="grid min-w-16 flex-1">
        {props.label}
        {props.text && <span className="text-muted-foreground text-sm">{props.text}</span>}
      </span>
      {props.children}
    </li>
  );
}
