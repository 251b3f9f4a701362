import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";

const EVERY_MS = 5_000;

/** The backup or restore that goes on, whoever started it; a reload finds it again. */
export function useRunningTask(): string | undefined {
  const running = useQuery({
    ...api.tasks.list.queryOptions({ status: "running", limit: 10 }),
    refetchInterval: EVERY_MS,
  });
  return running.data?.items.find(({ kind }) => kind === "restore" || kind === "backup")?.id;
}
