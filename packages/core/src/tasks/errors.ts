import { defineReasons } from "@nexa/contracts";

export const tasksErrors = defineReasons("tasks", {
  notFound: ["NOT_FOUND", "There is no such task."],
  ended: ["CONFLICT", "This task has ended already."],
});
