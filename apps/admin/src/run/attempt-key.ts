import { failureOf } from "@nexa/client";

/** Whether asking again with the same key is what to do: no answer came, or none that is final. */
function isOpen(error: unknown): boolean {
  return ["NETWORK", "UNAVAILABLE", "INTERNAL"].includes(failureOf(error).code);
}

/**
 * Does something that must happen once. Its key stays until the answer is final, so that a double click, a reload or a lost
 * answer never does it twice.
 * @param about what is done to what, e.g. `offline.<bill>`
 */
export async function onceByKey<T>(about: string, act: (idempotencyKey: string) => Promise<T>): Promise<T> {
  const name = `nexa.attempt.${about}`;
  const key = sessionStorage.getItem(name) ?? crypto.randomUUID();
  sessionStorage.setItem(name, key);
  try {
    const done = await act(key);
    sessionStorage.removeItem(name);
    return done;
  } catch (error) {
    if (!isOpen(error)) sessionStorage.removeItem(name);
    throw error;
  }
}
