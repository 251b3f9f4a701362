import { useRouter } from "@tanstack/react-router";
import { forgetAccount } from "../app/forget-account.ts";

/** Goes on as the account that signed in just now: to where the visitor was going, else home. */
export function useEnter(next: string | undefined): () => Promise<void> {
  const router = useRouter();
  return async () => {
    forgetAccount();
    // The form does not stay in the history: back would show it to somebody who is signed in.
    if (next) router.history.replace(next);
    else await router.navigate({ to: "/", replace: true });
  };
}
