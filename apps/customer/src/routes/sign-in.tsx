import { createFileRoute } from "@tanstack/react-router";
import { readSignInSearch } from "../auth/front-search.ts";
import { SignInScreen } from "../auth/sign-in-screen.tsx";

export const Route = createFileRoute("/sign-in")({
  validateSearch: readSignInSearch,
  component: () => <SignInScreen {...Route.useSearch()} />,
});
