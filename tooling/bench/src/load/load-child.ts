// Makes load with autocannon, in its own process: started by runLoad.
import { randomUUID } from "node:crypto";
import autocannon, { type Request, type Result } from "autocannon";
import { answerJobs } from "../stack/child-side.ts";
import { cycle } from "../world/cycle.ts";
import { phonesOf } from "../world/phones.ts";
import type { Measurement } from "./measurement.ts";
import type { LoadPlan, Traffic } from "./plan.ts";

async function run(plan: LoadPlan): Promise<Measurement> {
  const request = requestOf(plan.traffic);
  const { url, connections, rate: overallRate } = plan;
  const fire = (duration: number) =>
    autocannon({ url, connections, duration, requests: [request], ...(overallRate !== undefined && { overallRate }) });
  if (plan.warmUpSeconds > 0) await fire(plan.warmUpSeconds);
  return measurementOfResult(await fire(plan.seconds));
}

function measurementOfResult(result: Result): Measurement {
  const failures = Object.entries(result.statusCodeStats)
    .filter(([status]) => !status.startsWith("2"))
    .map(([status, { count }]) => [status, count] as const);
  // autocannon counts a time-out among its errors too.
  if (result.errors > 0) failures.push(["no answer", result.errors]);
  const { p50, p99 } = result.latency;
  const ok = result["2xx"];
  const failed = result.non2xx + result.errors;
  return { rate: ok / result.duration, p50, p99, ok, failed, failures: Object.fromEntries(failures) };
}

function requestOf(traffic: Traffic): Request {
  switch (traffic.kind) {
    case "get":
      return gets(traffic);
    case "gets":
      return getsOf(traffic);
    case "recharge":
      return recharges(traffic);
    case "login":
      return logins(traffic);
    case "usage":
      return usageBatches(traffic);
  }
}

function gets({ path, tokens }: Extract<Traffic, { kind: "get" }>): Request {
  if (tokens.length === 0) return { method: "GET", path };
  const headers = cycle(tokens.map((token) => ({ authorization: `Bearer ${token}` })));
  return { method: "GET", path, setupRequest: (request) => ({ ...request, headers: headers() }) };
}

function getsOf({ paths, tokens }: Extract<Traffic, { kind: "gets" }>): Request {
  const path = cycle(paths);
  const headers = cycle(tokens.map((token) => ({ authorization: `Bearer ${token}` })));
  return { method: "GET", path: path(), setupRequest: (request) => ({ ...request, path: path(), headers: headers() }) };
}

function recharges({ tokens, planIds, phones }: Extract<Traffic, { kind: "recharge" }>): Request {
  const token = cycle(tokens);
  const planId = cycle(planIds);
  const phone = cycle(phonesOf(phones));
  const rest = { paymentMethod: "upi", paymentToken: "tok_success" };
  return {
    method: "POST",
    path: "/customer/recharge",
    setupRequest: (request) => ({
      ...request,
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${token()}`,
        "idempotency-key": randomUUID(),
      },
      body: JSON.stringify({ planId: planId(), recipientPhoneNumber: phone(), ...rest }),
    }),
  };
}

function logins({ phones, password }: Extract<Traffic, { kind: "login" }>): Request {
  const phoneNumber = cycle(phonesOf(phones));
  return {
    method: "POST",
    path: "/customer/login",
    headers: { "content-type": "application/json" },
    setupRequest: (request) => ({ ...request, body: JSON.stringify({ phoneNumber: phoneNumber(), password }) }),
  };
}

function usageBatches({ key, phones, batch }: Extract<Traffic, { kind: "usage" }>): Request {
  const phone = cycle(phones);
  const sender = randomUUID().slice(0, 8);
  let sent = 0;
  const event = () => {
    sent += 1;
    const [eventId, startedAt] = [`${sender}-${sent}`, new Date().toISOString()];
    return { eventId, phoneNumber: phone(), kind: "data", amount: 1_000_000 + (sent % 1_000), zone: "home", startedAt };
  };
  return {
    method: "POST",
    path: "/partner/usage-events",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    setupRequest: (request) => ({ ...request, body: JSON.stringify({ events: Array.from({ length: batch }, event) }) }),
  };
}

answerJobs(run);
