import { defineReasons } from "@nexa/contracts";

export const jobsErrors = defineReasons("jobs", {
  notFound: ["NOT_FOUND", "There is no such job."],
});
