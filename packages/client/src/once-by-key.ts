import { failureOf } from "./client-error.ts";

type Kept = { request: string; key: string };

/** Codes that do not tell whether the request was done, now or by an earlier sending whose answer was lost: only its key can. */
const OPEN = new Set(["NETWORK", "UNAVAILABLE", "INTERNAL", "RATE_LIMITED", "UNAUTHENTICATED"]);

/**
 * Sends a request that must be done once. Its idempotency key stays in the browser until the answer is final, so that a double click,
 * a reload or a lost answer never does it twice. Another request about the same thing has a key of its own.
 *
 * @param about what is done to what, e.g. `refund.<transaction>`
 */
export async function onceByKey<T>(
  about: string,
  request: unknown,
  send: (idempotencyKey: string) => Promise<T>,
): Promise<T> {
  const name = `nexa.once.${about}`;
  const key = keyOf(name, JSON.stringify(request));
  try {
    const answer = await send(key);
    sessionStorage.removeItem(name);
    return answer;
  } catch (error) {
    if (!OPEN.has(failureOf(error).code)) sessionStorage.removeItem(name);
    throw error;
  }
}

function keyOf(name: string, request: string): string {
  const text = sessionStorage.getItem(name);
  const kept = text === null ? null : (JSON.parse(text) as Kept);
  if (kept?.request === request) return kept.key;
  const key = crypto.randomUUID();
  sessionStorage.setItem(name, JSON.stringify({ request, key } satisfies Kept));
  return key;
}
