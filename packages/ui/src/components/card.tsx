import type { ComponentProps } from "react";
import { cn } from "../class-names.ts";

/** A surface for one subject. Never inside another one. */
export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section className={cn("rounded-card border bg-card p-4 shadow-card", className)} {...props} />;
}
