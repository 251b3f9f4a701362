/** The version of NEXA that writes a backup, for people; the migration decides what can be restored. */
export const APP_VERSION = "0.1.0";
