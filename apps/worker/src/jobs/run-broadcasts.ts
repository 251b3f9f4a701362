import { runBroadcasts } from "@nexa/core/notifications/index";
import type { Job } from "../job.ts";

/** Carries out what staff send to many. A run that dies is taken over within seconds, where it stopped. */
export const runBroadcastsJob: Job = {
  name: "notifications.broadcasts",
  schedule: { pattern: "*/10 * * * * *" },
  expireSeconds: 900,
  run: (ctx, signal) => runBroadcasts(ctx, signal),
};
