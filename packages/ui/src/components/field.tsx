import { type ReactNode, useId } from "react";
import { cn } from "../class-names.ts";

/** What ties a control to its label, hint and error. */
export type FieldControl = {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
};

/** A labelled control with a hint and an error that screen readers hear with it. */
export function Field(props: {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}) {
  const id = useId();
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`];
  const describedBy = [props.hint && hintId, props.error && errorId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cn("grid gap-1.5", props.className)}>
      <label htmlFor={id} className="font-medium text-sm">
        {props.label}
      </label>
      {props.children({ id, "aria-invalid": props.error ? true : undefined, "aria-describedby": describedBy })}
      {props.hint && (
        <p id={hintId} className="text-muted-foreground text-sm">
          {props.hint}
        </p>
      )}
      {props.error && (
        <p id={errorId} role="alert" className="text-negative text-sm">
          {props.error}
        </p>
      )}
    </div>
  );
}
