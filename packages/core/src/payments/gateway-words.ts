const MOST = 500;

/**
 * A gateway's words as PostgreSQL can hold and people can read them: no NUL, no half surrogate pair, at most 500 characters. An answer
 * must not stay unsettled for ever because of how it is worded.
 */
export function gatewayWords<T extends string | null | undefined>(words: T): T | string {
  return words?.replaceAll("\0", "").slice(0, MOST).toWellFormed() ?? words;
}
