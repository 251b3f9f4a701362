import { useNavigate } from "@tanstack/react-router";
import type { PostpaidSearch } from "./postpaid-search.ts";

/** Takes the filters of the shown list away and stays on it. Null where nothing is filtered. */
export function useClear({ view, after, open, sort, ...filters }: PostpaidSearch): (() => void) | null {
  const navigate = useNavigate();
  if (Object.keys(filters).length === 0) return null;
  return () =>
    void navigate({ to: "/postpaid", search: { ...(view && { view }), ...(sort && { sort }) }, replace: true });
}
