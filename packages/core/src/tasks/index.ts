export { runTasks, type TaskRun, type TaskWork } from "./run-tasks.ts";
export { startTask } from "./start-task.ts";
export { TASK_JOBS } from "./task-kinds.ts";
export { type TaskRow, toTask } from "./to-task.ts";
