import type { ClientFailure } from "@nexa/contracts/failure";
import { CircleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFailureText } from "../failure-text.ts";
import { Button } from "./button.tsx";

/** Nothing is here yet: says so, and what to do next. */
export function EmptyState(props: {
  icon?: LucideIcon;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  /** Where nothing else on the page is its heading. */
  isPage?: boolean;
}) {
  const Icon = props.icon;
  const Title = props.isPage ? "h1" : "p";
  return (
    <div className="grid justify-items-center gap-2 px-4 py-10 text-center">
      {Icon && <Icon aria-hidden className="size-8 text-muted-foreground" />}
      <Title className="font-medium">{props.title}</Title>
      {props.text && <p className="max-w-sm text-muted-foreground text-sm">{props.text}</p>}
      {props.action && <div className="mt-2">{props.action}</div>}
    </div>
  );
}

/** What went wrong, what to do, and the id by which staff find it. */
export function ErrorState(props: { failure: ClientFailure; onRetry?: () => void }) {
  const { t } = useTranslation("ui");
  const text = useFailureText();
  return (
    <div role="alert" className="grid justify-items-center gap-2 px-4 py-10 text-center">
      <CircleAlert aria-hidden className="size-8 text-negative" />
      <p className="max-w-md font-medium">{text(props.failure)}</p>
      {props.failure.requestId && (
        <p className="text-muted-foreground text-xs">{t("requestId", { id: props.failure.requestId })}</p>
      )}
      {props.onRetry && (
        <Button className="mt-2" onClick={props.onRetry}>
          {t("tryAgain")}
        </Button>
      )}
    </div>
  );
}

/** The same in one line, for a form. */
export function FormError({ failure }: { failure: ClientFailure | null }) {
  const { t } = useTranslation("ui");
  const text = useFailureText();
  if (failure === null) return null;
  return (
    <p role="alert" className="rounded-control bg-negative-soft px-3 py-2 text-negative text-sm">
      {text(failure)}
      {failure.requestId && (
        <span className="mt-0.5 block text-xs opacity-80">{t("requestId", { id: failure.requestId })}</span>
      )}
    </p>
  );
}
