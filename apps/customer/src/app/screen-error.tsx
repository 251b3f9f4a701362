import { failureOf } from "@nexa/client";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";

/** A screen whose data could not be had, with a way to ask again. */
export function ScreenError({ error }: ErrorComponentProps) {
  const router = useRouter();
  return <ErrorState failure={failureOf(error)} onRetry={() => void router.invalidate()} />;
}
