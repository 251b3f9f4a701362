import { createFileRoute } from "@tanstack/react-router";
import { ProfileScreen } from "../../../you/profile-screen.tsx";

export const Route = createFileRoute("/_app/you/profile")({ component: ProfileScreen });
