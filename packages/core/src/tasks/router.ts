import { ListTasksInput, ListTasksOutput, Task, TaskIdInput } from "@nexa/contracts";
import { toCoreError, toTrpcError } from "../trpc/errors.ts";
import { adminProcedure, router } from "../trpc/init.ts";
import { getTask } from "./get-task.ts";
import { listTasks } from "./list-tasks.ts";
import { stopTask } from "./stop-task.ts";
import { watchTask } from "./watch-task.ts";

const tags = ["admin: platform"];
const taskId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51";

export const tasksAdminRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/tasks",
        tags,
        summary: "List exports, backups, restores and rebuilds",
        description: "Those that your role may start, the newest first, with their progress.",
        example: { kind: "transaction_export", limit: 20 },
      },
    })
    .input(ListTasksInput)
    .output(ListTasksOutput)
    .query(({ ctx, input }) => listTasks(ctx, input)),
  get: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/tasks/{taskId}",
        tags,
        summary: "A task with its progress and what came of it",
        example: { taskId },
      },
    })
    .input(TaskIdInput)
    .output(Task)
    .query(({ ctx, input }) => getTask(ctx, input)),
  stop: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/tasks/{taskId}/stop",
        tags,
        summary: "Stop a task that waits or runs",
        description: "The worker notices within seconds. Nothing half done is left behind.",
        message: "The task is stopped.",
        example: { taskId },
      },
    })
    .input(TaskIdInput)
    .output(Task)
    .mutation(({ ctx, input }) => stopTask(ctx, input)),
  watch: adminProcedure.input(TaskIdInput).subscription(async function* ({ ctx, input, signal }) {
    try {
      yield* watchTask(ctx, input, signal);
    } catch (error) {
      throw toTrpcError(toCoreError(error));
    }
  }),
});
