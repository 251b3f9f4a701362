const STORED_AS = "nexa.broadcast-attempt";

/** One key for one attempt to send: it outlives a reload, so that nobody is written to twice. */
export function attemptKey(): string {
  const stored = sessionStorage.getItem(STORED_AS) ?? crypto.randomUUID();
  sessionStorage.setItem(STORED_AS, stored);
  return stored;
}

/** The attempt has its answer: what is sent next is another one. */
export function endAttempt(): void {
  sessionStorage.removeItem(STORED_AS);
}
