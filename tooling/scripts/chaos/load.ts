import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type Chance, pick } from "./chance.ts";

const TOKENS = [
  "tok_success",
  "tok_success",
  "tok_success",
  "tok_success",
  "tok_declined",
  "tok_pending",
  "tok_pending_declined",
  "tok_timeout",
  "tok_slow",
  "tok_webhook_first",
  "tok_unavailable",
  "tok_refund_fails",
  "tok_refund_pending",
  "tok_refund_timeout",
] as const;
const PASSWORD = "a long enough secret";
const AWAY_MS = 50;
const TRIES = 150;

export type Shopper = { phoneNumber: string; accessToken: string };
/** What a call ended with; status 0 where the server was away each time. */
export type Answer = { status: number; body: Record<string, unknown> };

/** What the callers saw, to be compared with the books afterwards. */
export type Seen = {
  /** How often each HTTP status was answered. */
  readonly statuses: Map<number, number>;
  /** Every transaction id that an idempotency key was answered with. */
  readonly transactionsOfKey: Map<string, Set<string>>;
  /** Recharges that were answered as succeeded. */
  readonly succeeded: Set<string>;
  /** Answers nobody should ever get. */
  readonly blank: string[];
};

export function nothingSeen(): Seen {
  return { statuses: new Map(), transactionsOfKey: new Map(), succeeded: new Set(), blank: [] };
}

/** Registers a customer over REST. */
export async function register(baseUrl: string, phoneNumber: string): Promise<Shopper> {
  const body = { phoneNumber, password: PASSWORD, fullName: "Asha Rao" };
  const answer = await post(`${baseUrl}/customer/register`, body, {});
  const { accessToken } = (answer.body.data ?? {}) as { accessToken?: string };
  if (answer.status !== 201 || !accessToken) throw new Error(`registration answered ${JSON.stringify(answer)}`);
  return { phoneNumber, accessToken };
}

export type Load = {
  baseUrl: string;
  shoppers: readonly [Shopper, ...Shopper[]];
  planIds: readonly [string, ...string[]];
  chance: Chance;
  seen: Seen;
  signal: AbortSignal;
};

/** One caller: buys and cancels until told to stop. A call whose answer is lost is repeated with its key, as clients do. */
export async function shop(load: Load): Promise<void> {
  const { chance, shoppers, planIds, baseUrl, signal, seen } = load;
  while (!signal.aborted) {
    const { accessToken, phoneNumber } = pick(chance, shoppers);
    const isOwn = chance() < 0.8;
    const body = {
      planId: pick(chance, planIds),
      recipientPhoneNumber: isOwn ? phoneNumber : pick(chance, shoppers).phoneNumber,
      paymentMethod: "upi",
      paymentToken: pick(chance, TOKENS),
    };
    const key = randomUUID();
    const answer = await insist(`${baseUrl}/customer/recharge`, body, headersOf(accessToken, key), load);
    note(seen, key, answer);
    const waiting = subscriptionOf(answer);
    if (waiting?.status === "queued" && chance() < 0.5) {
      const url = `${baseUrl}/customer/subscriptions/${waiting.id}/cancel`;
      noteStatus(seen, await insist(url, {}, headersOf(accessToken, randomUUID()), load));
    }
  }
}

function headersOf(accessToken: string, key: string): Record<string, string> {
  return { authorization: `Bearer ${accessToken}`, "idempotency-key": key };
}

async function insist(url: string, body: object, headers: Record<string, string>, load: Load): Promise<Answer> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await post(url, body, headers);
    if (answer.status !== 0) return answer;
    await pause(AWAY_MS + load.chance() * AWAY_MS);
  }
  return { status: 0, body: {} };
}

async function post(url: string, body: object, headers: Record<string, string>): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  } catch {
    // The server was killed before or in the middle of its answer.
    return { status: 0, body: {} };
  }
}

function subscriptionOf({ body }: Answer): { id: string; status: string } | null {
  const data = (body.data ?? {}) as { subscription?: { id: string; status: string } | null };
  return data.subscription ?? null;
}

function note(seen: Seen, key: string, answer: Answer): void {
  noteStatus(seen, answer);
  const data = (answer.body.data ?? {}) as { transaction?: { id: string; status: string } };
  const details = (answer.body.details ?? {}) as { transactionId?: string };
  const id = data.transaction?.id ?? details.transactionId;
  if (id === undefined) return;
  const known = seen.transactionsOfKey.get(key) ?? new Set();
  seen.transactionsOfKey.set(key, known.add(id));
  if (data.transaction?.status === "succeeded") seen.succeeded.add(id);
}

function noteStatus(seen: Seen, { status, body }: Answer): void {
  seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1);
  if (status === 500) seen.blank.push(JSON.stringify(body));
}
