/** The names of the worker's jobs, also for asking it to run one at once. */
export const ROLL_UP_JOB = "analytics.rollUp";
export const MEASURE_JOB = "analytics.measure";
