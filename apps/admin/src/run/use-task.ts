import type { Task } from "@nexa/contracts";
import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";

const EVERY_MS = 1_000;

export function hasEnded({ status }: Pick<Task, "status">): boolean {
  return status !== "waiting" && status !== "running";
}

/** A task as it goes on. It is asked for again and again, since a restore closes everything but this answer. */
export function useTask(taskId: string | undefined) {
  return useQuery({
    ...api.tasks.get.queryOptions({ taskId: taskId ?? "" }),
    enabled: taskId !== undefined,
    refetchInterval: ({ state }) => (state.data && hasEnded(state.data) ? false : EVERY_MS),
  });
}
