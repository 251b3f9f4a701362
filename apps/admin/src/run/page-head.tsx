import type { ReactNode } from "react";

/** The heading of a screen with its actions, the primary one last. */
export function PageHead(props: { title: ReactNode; text?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-3 pb-4">
      <div className="min-w-0">
        <h1 className="font-semibold text-xl">{props.title}</h1>
        {props.text && <p className="mt-1 max-w-2xl text-muted-foreground text-sm">{props.text}</p>}
      </div>
      {props.actions && <div className="flex flex-wrap gap-2">{props.actions}</div>}
    </header>
  );
}
