import { cn } from "@nexa/ui/class-names";

/** The customer's picture, or the first letters of their name. */
export function Picture(props: { name: string; pictureId: string | null; className?: string }) {
  const shape = cn("size-14 shrink-0 rounded-full", props.className);
  if (props.pictureId) {
    // The id makes the address another one whenever the picture is.
    return (
      <img
        src={`/customer/profile/picture?of=${props.pictureId}`}
        alt=""
        className={cn(shape, "bg-muted object-cover")}
      />
    );
  }
  return (
    <span
      aria-hidden
      className={cn(shape, "grid place-items-center bg-brand-soft font-semibold text-brand-strong text-lg")}
    >
      {initials(props.name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
