import { deleteUnusedImages } from "@nexa/core/content/index";
import type { Job } from "../job.ts";

/** Deletes pictures that no content has named for a week. */
export const deleteUnusedImagesJob: Job = {
  name: "content.deleteUnusedImages",
  schedule: { pattern: "50 1 * * *" },
  expireSeconds: 600,
  run: (ctx) => deleteUnusedImages(ctx),
};
