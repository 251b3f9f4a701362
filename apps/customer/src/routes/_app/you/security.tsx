import { createFileRoute } from "@tanstack/react-router";
import { SecurityScreen } from "../../../you/security-screen.tsx";

export const Route = createFileRoute("/_app/you/security")({ component: SecurityScreen });
