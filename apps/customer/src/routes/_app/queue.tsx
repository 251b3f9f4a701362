import { createFileRoute } from "@tanstack/react-router";
import { QueueScreen } from "../../queue/queue-screen.tsx";

export const Route = createFileRoute("/_app/queue")({ component: QueueScreen });
