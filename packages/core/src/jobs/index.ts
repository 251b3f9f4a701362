export { deleteOldJobRecords } from "./delete-old-job-records.ts";
export { type PublishedJob, publishJobs } from "./publish-jobs.ts";
export { requestJob } from "./request-job.ts";
export { type RequestedJob, sendRequestedJobs } from "./send-requested-jobs.ts";
export { type MinuteSetting, type Schedule, type Slots, slotId, slotsOf } from "./slots.ts";
