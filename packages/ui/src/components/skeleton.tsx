import { cn } from "../class-names.ts";

/** Stands where something is about to be, in its shape. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn("block animate-[breathe_1.6s_ease-in-out_infinite] rounded-control bg-muted", className)}
    />
  );
}
