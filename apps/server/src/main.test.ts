import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@nexa/vitest/database";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

/** The real process: environment, socket, signals. */
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Started = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

function startServer(env: Record<string, string>): Started {
  let output = "";
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: { PATH: process.env.PATH, NEXA_DATA_DIR: mkdtempSync(join(tmpdir(), "nexa-server-")), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, output: () => output, ended };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function untilReady(port: number, { child, output }: Started): Promise<void> {
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await vi.waitFor(
    async () => {
      if (!(await isReady()) && child.exitCode === null) throw new Error(`the server is not ready: ${output()}`);
    },
    { timeout: 50_000 },
  );
}

const good = (port: number) => ({
  DATABASE_URL: database.url,
  AUTH_SECRET: "a secret of 32 characters or more",
  NEXA_ADMIN_PASSWORD: "the owner's first password",
  PHONE_VERIFICATION: "off",
  CONTENT_STORE: "postgres",
  PORT: String(port),
});

it("serves, makes the first owner, ends open streams first when told to stop, and keeps its port from a second one", async () => {
  const port = await freePort();
  const server = startServer(good(port));
  await untilReady(port, server);
  const base = `http://127.0.0.1:${port}`;
  const post = (path: string, body: object) =>
    fetch(base + path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  const owner = await post("/admin/login", { email: "admin@nexa.local", password: "the owner's first password" });
  expect(owner.status).toBe(200);

  const second = startServer(good(port));
  expect(await second.ended).toBe(1);
  expect(second.output().trim()).toMatch(/^The port is taken by another program.*Set PORT to another one\.$/);

  const customer = { phoneNumber: "+919812345678", password: "a long enough secret", fullName: "Asha Rao" };
  const { data } = (await (await post("/customer/register", customer)).json()) as { data: { accessToken: string } };
  const headers = { authorization: `Bearer ${data.accessToken}` };
  const stream = await fetch(`${base}/customer/notifications/stream`, { headers });
  const reader = stream.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toContain("event: ready");
  server.child.kill("SIGTERM");
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read());
  expect(await server.ended, server.output()).toBe(0);
}, 60_000);

it("refuses to start with another country, time zone or currency than the stored one", async () => {
  const server = startServer({ ...good(await freePort()), OPERATOR_CURRENCY: "USD" });
  expect(await server.ended).toBe(1);
  expect(server.output().trim()).toMatch(/^This installation was made with other settings: currency is INR, not USD\./);
}, 60_000);

it("says in one list what is wrong with the environment, and in one line that the database is away", async () => {
  const bad = startServer({ PORT: "0", LOG_LEVEL: "loud" });
  expect(await bad.ended).toBe(1);
  expect(bad.output()).toMatch(/DATABASE_URL: is not set/);
  expect(bad.output()).toMatch(/PORT: /);
  const away = startServer({ ...good(await freePort()), DATABASE_URL: "postgres://nobody:secret@127.0.0.1:1/none" });
  expect(await away.ended).toBe(1);
  expect(away.output().trim().split("\n")).toHaveLength(1);
  expect(away.output()).toMatch(/^The database of DATABASE_URL cannot be reached/);
  expect(away.output()).not.toContain("secret@");
}, 60_000);
