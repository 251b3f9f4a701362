/** The PostgreSQL channel that tells servers of newly placed notices. Without payload: what is new is read from the table. */
export const NOTICE_WAKE_CHANNEL = "nexa_notices";
