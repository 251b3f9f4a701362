import { cn } from "../class-names.ts";
import { useFormats } from "./formats-context.tsx";
import { groupPhone } from "./group-phone.ts";

/** An amount in minor units. */
export function Money({ minor, className }: { minor: number; className?: string }) {
  const { money } = useFormats();
  return <span className={cn("tabular", className)}>{money(minor)}</span>;
}

export function Volume({ bytes, className }: { bytes: number; className?: string }) {
  const { volume } = useFormats();
  return <span className={cn("tabular", className)}>{volume(bytes)}</span>;
}

/** An instant in the operator's time zone; hovering shows it exactly. */
export function Moment(props: {
  at: string;
  as?: "day" | "date" | "time" | "dateTime" | "relative";
  className?: string;
}) {
  const formats = useFormats();
  return (
    <time dateTime={props.at} title={formats.exact(props.at)} className={cn("tabular", props.className)}>
      {formats[props.as ?? "dateTime"](props.at)}
    </time>
  );
}

export function Phone({ number, className }: { number: string; className?: string }) {
  return <span className={cn("tabular whitespace-nowrap", className)}>{groupPhone(number)}</span>;
}
