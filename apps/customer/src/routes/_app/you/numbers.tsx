import { createFileRoute } from "@tanstack/react-router";
import { NumbersScreen } from "../../../you/numbers-screen.tsx";

export const Route = createFileRoute("/_app/you/numbers")({ component: NumbersScreen });
