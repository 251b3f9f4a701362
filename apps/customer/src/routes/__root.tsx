import { createRootRoute, Outlet, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { onSessionEnded } from "../app/api.ts";
import { NotFound } from "../app/not-found.tsx";
import { ScreenError } from "../app/screen-error.tsx";

export const Route = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: ScreenError });

const PUBLIC_PATHS = ["/sign-in", "/register", "/forgot-password"];

function Root() {
  useSignInWhenEnded();
  return <Outlet />;
}

/** Takes people to the sign-in page when their session ended, and back to where they were after it. */
function useSignInWhenEnded(): void {
  const router = useRouter();
  useEffect(() => {
    return onSessionEnded(() => {
      const { pathname, href } = router.state.location;
      if (PUBLIC_PATHS.includes(pathname)) return;
      void router.navigate({ to: "/sign-in", search: { next: href, hasEnded: true } });
    });
  }, [router]);
}
