import type { ComponentProps } from "react";
import { cn } from "../class-names.ts";

export const controlClass =
  "h-10 w-full min-w-0 rounded-control border border-input bg-card px-3 text-base text-foreground placeholder:text-muted-foreground disabled:opacity-50 aria-invalid:border-negative sm:text-sm";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(controlClass, className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={cn(controlClass, "h-auto min-h-24 py-2", className)} {...props} />;
}
