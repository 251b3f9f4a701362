import { createFileRoute } from "@tanstack/react-router";
import { PreferencesScreen } from "../../../notifications/preferences-screen.tsx";

export const Route = createFileRoute("/_app/notifications/preferences")({ component: PreferencesScreen });
