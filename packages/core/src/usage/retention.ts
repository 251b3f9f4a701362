import { RETENTION_DAYS } from "../maintenance/retention.ts";

/** How long usage events are kept, and how old one may be when it is sent. What it added up to by line and day stays. */
export const USAGE_RETENTION_DAYS = RETENTION_DAYS.usageEvents;
