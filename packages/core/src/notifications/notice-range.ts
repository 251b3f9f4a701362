import { notificationsErrors } from "./errors.ts";

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
const MAX_DAYS = 366;

/** After every id there is: the end of a range that is open. */
export const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** The range staff asked for: the last 30 days where nothing was said, `until` null where it is open. */
export type NoticeRange = { from: Date; until: Date | null };

/** Checks a time range that bounds how much a question to the notices may read. Throws `notifications.badRange`. */
export function noticeRange(input: { from?: string | undefined; to?: string | undefined }, now: Date): NoticeRange {
  const until = input.to === undefined ? null : new Date(input.to);
  const end = (until ?? now).getTime();
  const from = input.from === undefined ? new Date(end - DEFAULT_DAYS * DAY_MS) : new Date(input.from);
  const length = end - from.getTime();
  if (length <= 0 || length > MAX_DAYS * DAY_MS) throw notificationsErrors.badRange();
  return { from, until };
}
