import { createFileRoute } from "@tanstack/react-router";
import { ComposeScreen } from "../../../notices/compose-screen.tsx";

export const Route = createFileRoute("/_app/notifications/new")({ component: ComposeScreen });
