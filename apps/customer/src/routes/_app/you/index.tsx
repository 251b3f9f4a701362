import { createFileRoute } from "@tanstack/react-router";
import { YouScreen } from "../../../you/you-screen.tsx";

export const Route = createFileRoute("/_app/you/")({ component: YouScreen });
