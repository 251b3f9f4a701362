import { failureOf, isMarkedSignedIn } from "@nexa/client";
import { createFileRoute, redirect } from "@tanstack/react-router";
import { api, queryClient } from "../app/api.ts";
import { Shell } from "../app/shell.tsx";
import { linesQuery } from "../app/use-line.ts";

/** Everything behind the sign-in. */
export const Route = createFileRoute("/_app")({
  beforeLoad: async ({ location }) => {
    const signIn = redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
    if (!isMarkedSignedIn("customer", document.cookie)) throw signIn;
    try {
      await Promise.all([
        queryClient.ensureQueryData(api.customers.getProfile.queryOptions({})),
        queryClient.ensureQueryData(linesQuery()),
      ]);
    } catch (error) {
      if (failureOf(error).code !== "UNAUTHENTICATED") throw error;
      throw signIn;
    }
  },
  component: Shell,
});
