import { setTimeout as pause } from "node:timers/promises";
import { type ClientFailure, failureOf } from "@nexa/client";

const POLL_MS = 100;
let done = 0;

/** Something happened that the walk does not expect; the message names the step. */
export class Surprise extends Error {
  override readonly name = "Surprise";
}

/** How many steps went well so far. */
export function stepsDone(): number {
  return done;
}

/**
 * One step of the walk: makes the call and prints what came of it in one line.
 * @param tell turns the answer into that line, and insists on what must be true of it.
 * @throws Surprise, which it has printed, where the call fails or something is not true.
 */
export async function step<T>(title: string, call: () => Promise<T>, tell: (answer: T) => string): Promise<T> {
  try {
    const answer = await call();
    console.log(`${title}: ${tell(answer)}`);
    done += 1;
    return answer;
  } catch (error) {
    const surprise = new Surprise(`${title}: SURPRISE: ${sentenceOf(error)}`, { cause: error });
    console.error(surprise.message);
    throw surprise;
  }
}

/** @throws Surprise where the answer is not what it must be. */
export function insist(isTrue: boolean, expectation: string, answer: unknown): void {
  if (!isTrue) throw new Surprise(`expected ${expectation}, got ${JSON.stringify(answer)}`);
}

/** The one that must be there. @throws Surprise where it is not. */
export function present<T>(found: T | undefined | null, what: string): T {
  if (found === undefined || found === null) throw new Surprise(`expected ${what}, and there is none`);
  return found;
}

/** How the server refused a call that it must refuse. @throws Surprise where it did not. */
export async function refusalOf(call: Promise<unknown>): Promise<ClientFailure> {
  const answer = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("value" in answer) throw new Surprise(`expected a refusal, got ${JSON.stringify(answer.value)}`);
  return failureOf(answer.error);
}

/** Asks again until the answer is as wanted. @throws Surprise with the last answer when time is over. */
export async function until<T>(
  ask: () => Promise<T>,
  isWanted: (answer: T) => boolean,
  timeoutMs: number,
  expectation: string,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    insist(performance.now() < deadline, `${expectation} within ${timeoutMs / 1_000} seconds`, answer);
    await pause(POLL_MS);
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof Surprise) return error.message;
  const { code, reason, message, requestId } = failureOf(error);
  if (code === "NETWORK") return `${message} (${String(error)})`;
  return `${message} (${reason ?? code}, request ${requestId ?? "unknown"})`;
}
