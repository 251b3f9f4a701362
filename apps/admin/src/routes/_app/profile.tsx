import { createFileRoute } from "@tanstack/react-router";
import { listSearch } from "../../app/list-search.ts";
import { ProfileScreen } from "../../app/profile/profile-screen.tsx";

export const Route = createFileRoute("/_app/profile")({ validateSearch: listSearch({}), component: ProfileScreen });
