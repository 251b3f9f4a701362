import { createFileRoute } from "@tanstack/react-router";
import { ReferScreen } from "../../refer/refer-screen.tsx";

export const Route = createFileRoute("/_app/refer")({ component: ReferScreen });
