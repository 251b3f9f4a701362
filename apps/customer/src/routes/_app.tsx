import { failureOf } from "@nexa/client";
import { createFileRoute, redirect } from "@tanstack/react-router";
import { api, queryClient } from "../app/api.ts";
import { Shell } from "../app/shell.tsx";

/** Everything behind the sign-in. */
export const Route = createFileRoute("/_app")({
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(api.customers.getProfile.queryOptions({}));
    } catch (error) {
      if (failureOf(error).code !== "UNAUTHENTICATED") throw error;
      throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
    }
  },
  component: Shell,
});
