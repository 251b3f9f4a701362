/**
 * Advisory locks of sessions (two-number form): they end with the connection that holds them, so that a process that dies neither keeps the
 * installation closed nor counts as working.
 */
const SPACE = 7_236_722;

/** Held by whoever restores: one at a time. */
export const RESTORE_LOCK = `${SPACE}, 1`;
/** Shared by every process that takes requests or jobs; exclusive once all have put their work down. */
export const WORK_LOCK = `${SPACE}, 2`;

/** Why the installation is closed: the row counts while its restorer lives, or has committed and left the rest to be finished. */
export const FIND_CLOSED = `select m.restore_id as "restoreId", m.since from maintenance m
  where exists (select from restores r where r.status = 'committed') or exists (select from pg_locks l
    where l.locktype = 'advisory' and l.granted and l.mode = 'ExclusiveLock' and l.classid = ${SPACE} and l.objid = 1 and l.objsubid = 2
      and l.database = (select oid from pg_database where datname = current_database()))`;

export type Closed = { readonly restoreId: string; readonly since: Date };
