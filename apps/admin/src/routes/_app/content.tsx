import { CONTENT_KINDS } from "@nexa/contracts/content-admin";
import { LANGUAGES } from "@nexa/contracts/enums";
import { createFileRoute } from "@tanstack/react-router";
import { listSearch } from "../../app/list-search.ts";
import { ContentScreen } from "../../content/content-screen.tsx";

export const Route = createFileRoute("/_app/content")({
  validateSearch: listSearch({ kind: CONTENT_KINDS, locale: LANGUAGES }),
  component: ContentScreen,
});
