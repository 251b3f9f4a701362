import { IngestUsageOutput, type UsageEvent } from "@nexa/contracts";

/** An answer that is no success, or none: a sentence for the person at the terminal. */
export class NotTaken extends Error {
  /** Whether the same batch may be taken later: the server is not there, busy or being restarted. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean) {
    super(message);
    this.isPassing = isPassing;
  }
}

const TOO_MANY = 429;
const SERVER_ERROR = 500;
const TIMEOUT_MS = 30_000;

/** Sends one batch as a partner does. Throws NotTaken. */
export async function sendUsage(url: string, key: string, events: readonly UsageEvent[]): Promise<IngestUsageOutput> {
  const response = await post(url, key, events);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const answer = IngestUsageOutput.safeParse(fieldOf(body, "data"));
    if (answer.success) return answer.data;
    throw new NotTaken(`${url} answered ${response.status}, but not as NEXA does. Is this its address?`, false);
  }
  const detail = fieldOf(body, "detail");
  const said = typeof detail === "string" ? detail : "no reason given";
  const isPassing = response.status === TOO_MANY || response.status >= SERVER_ERROR;
  throw new NotTaken(`${url} answered ${response.status}: ${said}`, isPassing);
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
}

async function post(url: string, key: string, events: readonly UsageEvent[]): Promise<Response> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  const body = JSON.stringify({ events });
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return await fetch(`${url}/partner/usage-events`, { method: "POST", headers, body, signal });
  } catch (cause) {
    throw new NotTaken(`Nothing answers at ${url} (${reasonOf(cause)}). Is npm start running?`, true);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "no reason given";
  return error.cause instanceof Error ? error.cause.message : error.message;
}
