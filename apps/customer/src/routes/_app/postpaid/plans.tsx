import { createFileRoute } from "@tanstack/react-router";
import { PostpaidPlansScreen } from "../../../postpaid/postpaid-plans-screen.tsx";

export const Route = createFileRoute("/_app/postpaid/plans")({ component: PostpaidPlansScreen });
