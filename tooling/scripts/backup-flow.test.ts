import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ADMIN_EMAIL, ADMIN_PASSWORD, type RunningNexa, startNexa } from "./running-nexa.fixture.ts";

const BASE = "/admin/backup-restore/backup";
const PATIENCE = { timeout: 60_000, interval: 200 };

let nexa: RunningNexa;
let token: string;
beforeAll(async () => {
  nexa = await startNexa();
  token = String((await call("POST", "/admin/login", { email: ADMIN_EMAIL, password: ADMIN_PASSWORD })).accessToken);
}, 120_000);
afterAll(() => nexa.stop(), 60_000);

async function call(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const headers = { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(nexa.url + path, { method, headers, body: body ? JSON.stringify(body) : null });
  const answer = (await response.json()) as { data?: Record<string, unknown> };
  expect(response.ok, JSON.stringify(answer)).toBe(true);
  return answer.data ?? {};
}

/** What came of a task that the worker does. */
async function ended(taskId: unknown) {
  return vi.waitFor(async () => {
    const task = await call("GET", `/admin/tasks/${taskId}`);
    expect(task.status).toMatch(/succeeded|failed/);
    return task;
  }, PATIENCE);
}

it("is made, verified and handed out by the server and a worker as they run", { timeout: 180_000 }, async () => {
  const made = await ended((await call("POST", `${BASE}/manual`, { kind: "full" })).id);
  expect(made).toMatchObject({ status: "succeeded", progress: { step: "verify" } });
  const { backupId, sizeBytes } = made.result as { backupId: string; sizeBytes: number };
  const verified = await ended((await call("POST", `${BASE}/${backupId}/verify`)).id);
  expect(verified).toMatchObject({ status: "succeeded", result: { status: "sound" } });
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${nexa.url}${BASE}/${backupId}/download`, { headers });
  expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, sizeBytes]);
  expect(await call("GET", "/admin/backup-restore/stats")).toMatchObject({ count: 1, isStorageReachable: true });
});
