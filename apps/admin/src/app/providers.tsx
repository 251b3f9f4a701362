import { failureOf } from "@nexa/client";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { Toaster } from "@nexa/ui/components/toaster.tsx";
import { FormatsProvider } from "@nexa/ui/format/formats-context.tsx";
import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, queryClient } from "./api.ts";

/** What every screen stands on: the server's data, and how the operator writes amounts and times. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <OperatorFacts>{children}</OperatorFacts>
      <Toaster at="bottom" />
    </QueryClientProvider>
  );
}

function OperatorFacts({ children }: { children: ReactNode }) {
  const facts = useQuery({ ...api.settings.operator.queryOptions({}), staleTime: Number.POSITIVE_INFINITY });
  if (facts.isError) return <ErrorState failure={failureOf(facts.error)} onRetry={() => void facts.refetch()} />;
  if (!facts.data) return null;
  return <FormatsProvider operator={facts.data}>{children}</FormatsProvider>;
}
