import { createFileRoute } from "@tanstack/react-router";
import { ConfirmNumberScreen } from "../../auth/confirm-number-screen.tsx";

export const Route = createFileRoute("/_app/confirm-number")({ component: ConfirmNumberScreen });
