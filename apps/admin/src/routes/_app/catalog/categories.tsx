import { createFileRoute } from "@tanstack/react-router";
import { CategoriesScreen } from "../../../catalog/categories-screen.tsx";

export const Route = createFileRoute("/_app/catalog/categories")({ component: CategoriesScreen });
