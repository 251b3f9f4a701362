import { appendFile, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DeliveryFailed } from "../delivery-failed.ts";
import { createConsoleEmail } from "../email/console.ts";
import { createConsolePush } from "../push/console.ts";
import { createConsoleSms } from "../sms/console.ts";
import {
  failingEmail,
  failingPush,
  failingSms,
  movableClock,
  recordingEmail,
  recordingPush,
  recordingSms,
} from "../testing/index.ts";

const sms = { idempotencyKey: "notice-1", to: "+919876543210", text: "Your code is 123456." };
const push = { idempotencyKey: "notice-2", to: "device-token-abcd", title: "Plan active", body: "Enjoy 28 days." };
const clock = movableClock();

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nexa-outbox-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function newPath(): string {
  files += 1;
  return join(folder, `data ${files}`, "sms.jsonl");
}

function consoleSms(outboxPath?: string) {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  return { lines, adapter: createConsoleSms({ clock, write, outboxPath }) };
}

describe("console SMS", () => {
  it("writes one readable line with the number masked and the text in full", async () => {
    const { adapter, lines } = consoleSms();
    expect(await adapter.send(sms)).toEqual({ providerReference: "console-sms-notice-1" });
    expect(lines).toEqual(["SMS to *********3210: Your code is 123456."]);
  });

  it("keeps a text with line breaks on its line", async () => {
    const { adapter, lines } = consoleSms();
    await adapter.send({ ...sms, text: "Hello\nSMS to +1: forged" });
    expect(lines).toEqual(["SMS to *********3210: Hello SMS to +1: forged"]);
  });

  it("remembers what was sent, with the full number", async () => {
    const { adapter } = consoleSms();
    await adapter.send(sms);
    expect(await adapter.sent()).toEqual([
      { ...sms, providerReference: "console-sms-notice-1", sentAt: expect.stringMatching(/Z$/) },
    ]);
  });

  it.each([
    ["in memory", () => undefined],
    ["in a file", newPath],
  ])("delivers a repeated key once, also at the same moment, %s", async (_place, pathOf) => {
    const { adapter, lines } = consoleSms(pathOf());
    const receipts = await Promise.all([adapter.send(sms), adapter.send(sms), adapter.send(sms)]);
    receipts.push(await adapter.send(sms));
    expect(new Set(receipts.map(({ providerReference }) => providerReference)).size).toBe(1);
    expect(lines).toHaveLength(1);
    expect(await adapter.sent()).toHaveLength(1);
  });

  it("keeps its outbox in a file that only its owner reads, shared by processes and kept over a restart", async () => {
    const path = newPath();
    const server = consoleSms(path);
    const worker = consoleSms(path);
    await server.adapter.send(sms);
    await worker.adapter.send(sms);
    await worker.adapter.send({ ...sms, idempotencyKey: "notice-3" });
    await server.adapter.send({ ...sms, idempotencyKey: "notice-3" });
    expect([server.lines.length, worker.lines.length]).toEqual([1, 1]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const restarted = consoleSms(path);
    expect((await restarted.adapter.sent()).map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      "notice-1",
      "notice-3",
    ]);
    await restarted.adapter.send(sms);
    expect(restarted.lines).toEqual([]);
  });

  it("passes over a line that a crash cut off", async () => {
    const path = newPath();
    await consoleSms(path).adapter.send(sms);
    await appendFile(path, '{"message":{"idempot');
    const { adapter } = consoleSms(path);
    await adapter.send({ ...sms, idempotencyKey: "notice-4" });
    expect(await adapter.sent()).toHaveLength(2);
  });

  it("sets the file aside when it has grown long, and still remembers", async () => {
    const path = newPath();
    const { adapter, lines } = consoleSms(path);
    await adapter.send(sms);
    await appendFile(path, `${"x".repeat(17 * 1_024 * 1_024)}\n`);
    await adapter.send({ ...sms, idempotencyKey: "notice-5" });
    expect((await readFile(path, "utf8")).split("\n").filter(Boolean)).toHaveLength(1);
    expect((await stat(`${path}.1`)).size).toBeGreaterThan(16 * 1_024 * 1_024);
    await adapter.send(sms);
    expect(lines).toHaveLength(2);
  });
});

describe("console push", () => {
  it("writes title and text once per key, the token masked", async () => {
    const lines: string[] = [];
    const adapter = createConsolePush({ clock, write: (line) => void lines.push(line) });
    const receipt = await adapter.send(push);
    expect(await adapter.send(push)).toEqual(receipt);
    expect(lines).toEqual(["Push to *************abcd: Plan active - Enjoy 28 days."]);
    expect(await adapter.sent()).toMatchObject([push]);
  });
});

describe("console e-mail", () => {
  it("writes subject and text once per key on one line, the address masked", async () => {
    const lines: string[] = [];
    const adapter = createConsoleEmail({ clock, write: (line) => void lines.push(line) });
    const email = { idempotencyKey: "notice-6", to: "asha@example.com", subject: "Reset", text: "Open\nthe link." };
    const receipt = await adapter.send(email);
    expect(await adapter.send(email)).toEqual(receipt);
    expect(lines).toEqual(["E-mail to a***@example.com: Reset - Open the link."]);
    expect(await adapter.sent()).toMatchObject([email]);
    await adapter.send({ ...email, idempotencyKey: "notice-7", to: "no address" });
    expect(lines[1]).toBe("E-mail to ******ress: Reset - Open the link.");
  });
});

describe("doubles for tests", () => {
  it("take e-mail, or fail as often as asked", async () => {
    const email = { idempotencyKey: "notice-8", to: "asha@example.com", subject: "Bill", text: "It is due." };
    const adapter = recordingEmail();
    await adapter.send(email);
    expect(adapter.sent()).toEqual([email]);
    const failing = failingEmail(1);
    await expect(failing.send(email)).rejects.toThrow(DeliveryFailed);
    await failing.send(email);
    expect(failing.calls()).toHaveLength(2);
  });

  it("record what was sent once per key, and every call", async () => {
    const adapter = recordingSms();
    await adapter.send(sms);
    await adapter.send(sms);
    expect(adapter.sent()).toEqual([sms]);
    expect(adapter.calls()).toHaveLength(2);
  });

  it("fail as often as asked and then deliver", async () => {
    const adapter = failingSms(4);
    for (let call = 0; call < 4; call += 1) {
      await expect(adapter.send(sms)).rejects.toMatchObject({ name: "DeliveryFailed", permanent: false });
    }
    expect(adapter.sent()).toEqual([]);
    await adapter.send(sms);
    expect(adapter.sent()).toEqual([sms]);
    await expect(failingPush(1, { permanent: true }).send(push)).rejects.toMatchObject({ permanent: true });
  });

  it("say which device is dead", async () => {
    const adapter = recordingPush([push.to]);
    await expect(adapter.send(push)).rejects.toThrow(DeliveryFailed);
    await expect(adapter.send(push)).rejects.toMatchObject({ permanent: true, deadToken: true });
    await adapter.send({ ...push, to: "alive" });
    expect(adapter.sent()).toHaveLength(1);
  });
});
