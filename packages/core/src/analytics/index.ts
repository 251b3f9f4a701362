export { MEASURE_JOB, ROLL_UP_JOB } from "./jobs.ts";
export { type MeasureOutput, measureAnalytics } from "./measure-analytics.ts";
export { resetAnalytics } from "./reset-analytics.ts";
export { type RollUpOutput, rollUpAnalytics } from "./roll-up-analytics.ts";
export { runAnalyticsRebuilds } from "./run-analytics-rebuilds.ts";
