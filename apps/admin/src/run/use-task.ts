import { useSubscription } from "@nexa/client";
import type { Task } from "@nexa/contracts";
import { skipToken, useQuery } from "@tanstack/react-query";
import { api, queryClient } from "../app/api.ts";

const EVERY_MS = 1_000;

export function hasEnded({ status }: Pick<Task, "status">): boolean {
  return status !== "waiting" && status !== "running";
}

/**
 * A task as it goes on: the server tells of each change. While the stream is away it is asked for again and again, since a restore
 * closes everything but that answer.
 */
export function useTask(taskId: string | undefined) {
  const stream = useSubscription(
    api.tasks.watch.subscriptionOptions(taskId === undefined ? skipToken : { taskId }, {
      onData: (task) => queryClient.setQueryData(api.tasks.get.queryKey({ taskId: task.id }), task),
    }),
  );
  const isLive = stream.status === "pending";
  return useQuery({
    ...api.tasks.get.queryOptions({ taskId: taskId ?? "" }),
    enabled: taskId !== undefined,
    refetchInterval: ({ state }) => (isLive || (state.data && hasEnded(state.data)) ? false : EVERY_MS),
  });
}
