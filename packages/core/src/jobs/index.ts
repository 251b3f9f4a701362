export { requestJob } from "./request-job.ts";
export { type RequestedJob, sendRequestedJobs } from "./send-requested-jobs.ts";
