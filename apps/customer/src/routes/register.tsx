import { createFileRoute } from "@tanstack/react-router";
import { readRegisterSearch } from "../auth/front-search.ts";
import { RegisterScreen } from "../auth/register-screen.tsx";

export const Route = createFileRoute("/register")({
  validateSearch: readRegisterSearch,
  component: () => <RegisterScreen {...Route.useSearch()} />,
});
