const FOLDER = "backups/";
const ENDING = ".nexa";
const KEY = /^backups\/(\d{8}T\d{9}Z)-[0-9a-f-]{36}\.nexa$/;

export const BACKUPS_FOLDER = FOLDER;

/** `backups/20261123T020000000Z-<id>.nexa`: when it came to the storage, and the archive's id. */
export function backupFileKey(archiveId: string, addedAt: Date): string {
  return `${FOLDER}${addedAt.toISOString().replace(/[-:.]/g, "")}-${archiveId}${ENDING}`;
}

/** What the key says of when it came; null of a file that somebody put there by another name. */
export function addedAtOfKey(key: string): Date | null {
  const [, text] = KEY.exec(key) ?? [];
  if (text === undefined) return null;
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(text)?.slice(1).map(Number) ?? [];
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0] = parts;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms));
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Whether a file of the folder is a backup at all. */
export function isBackupKey(key: string): boolean {
  return key.endsWith(ENDING) && key.indexOf("/", FOLDER.length) === -1;
}

/** As people save it. */
export function fileNameOf(key: string): string {
  return key.slice(FOLDER.length);
}
