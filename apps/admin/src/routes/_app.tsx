import { failureOf, isMarkedSignedIn } from "@nexa/client";
import { createFileRoute, redirect } from "@tanstack/react-router";
import { api, queryClient } from "../app/api.ts";
import { Shell } from "../app/shell.tsx";

/** Everything behind the sign-in. */
export const Route = createFileRoute("/_app")({
  beforeLoad: async ({ location }) => {
    const signIn = redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
    if (!isMarkedSignedIn("admin", document.cookie)) throw signIn;
    try {
      await queryClient.ensureQueryData(api.identity.getProfile.queryOptions({}));
    } catch (error) {
      if (failureOf(error).code !== "UNAUTHENTICATED") throw error;
      throw signIn;
    }
  },
  component: Shell,
});
