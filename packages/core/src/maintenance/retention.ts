/** How long what has ended is kept before a retention job deletes it, in days. */
export const RETENTION_DAYS = {
  /** An expired code still explains itself to whoever types it in a little late. */
  expiredCodes: 1,
  /** Files of exports. */
  exports: 7,
  /** Handled webhooks: as long as a provider may be asked about them. */
  handledWebhooks: 90,
  notifications: 180,
  /** Usage events, and how old one may be when it is sent. What they added up to by line and day stays. */
  usageEvents: 60,
} as const;

const DAY_MS = 86_400_000;

/** The instant that lies so many days before another. */
export function daysBefore(at: Date, days: number): Date {
  return new Date(at.getTime() - days * DAY_MS);
}
