import { once } from "node:events";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { runBackupTasks } from "@nexa/core/backups/index";
import { ensureFirstOwner } from "@nexa/core/identity/index";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createHttpServer } from "../http/http-server.ts";
import { runningRequests } from "../http/running-requests.ts";
import { createTestServer, PASSWORD, type TestServer } from "../testing/test-server.ts";

const BASE = "/admin/backup-restore/backup";
const BYTES = "application/octet-stream";

let server: TestServer;
let token: string;

let begun = 0;
const running = runningRequests();
const requests = {
  ...running,
  begin: () => {
    begun += 1;
    running.begin();
  },
};

beforeAll(async () => {
  server = await createTestServer({ settings: { requests } });
  const login = { email: "owner@nexa.test", password: PASSWORD };
  await ensureFirstOwner(server.core.as({ kind: "system" }), login);
  token = String((await server.send("POST", "/admin/login", { body: login })).data.accessToken);
  await server.core.customer();
});
afterAll(() => server.close());

async function upload(body: Uint8Array<ArrayBuffer> | string, { type = BYTES, as = token } = {}) {
  const headers = { authorization: `Bearer ${as}`, "content-type": type };
  const response = await server.app.request(`${BASE}/upload`, { method: "POST", headers, body });
  const answer = (await response.json()) as { data?: { backupId: string }; reason?: string };
  return { ...answer, status: response.status };
}

async function newBackup(): Promise<{ id: string; file: Buffer<ArrayBuffer> }> {
  const started = await server.send("POST", `${BASE}/manual`, { token, body: { kind: "full" } });
  expect(started).toMatchObject({ status: 202, data: { kind: "backup", status: "waiting" } });
  await runBackupTasks(server.core.job(), new AbortController().signal);
  const task = await server.send("GET", `/admin/tasks/${started.data.id}`, { token });
  const { backupId } = task.data.result as { backupId: string };
  const headers = { authorization: `Bearer ${token}` };
  const response = await server.app.request(`${BASE}/${backupId}/download`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-disposition")).toMatch(
    /^attachment; filename="\d{8}T\d{9}Z-[0-9a-f-]{36}\.nexa"$/,
  );
  const file = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get("content-length")).toBe(String(file.length));
  return { id: backupId, file };
}

const storedFiles = async () => {
  const keys: string[] = [];
  for await (const { key } of server.core.runtime.gateways.files.list("backups/")) keys.push(key);
  return keys;
};

it("is downloaded, deleted and uploaded again, verified", async () => {
  const { id, file } = await newBackup();
  expect(await upload(file)).toMatchObject({ status: 409, reason: "backups.alreadyHere" });
  expect((await server.send("DELETE", `${BASE}/${id}`, { token })).status).toBe(200);
  expect(await upload(file)).toMatchObject({ status: 201, data: { backupId: id, status: "sound", canRestore: true } });
  const listed = await server.send("GET", BASE, { token });
  expect(listed.data.items).toMatchObject([{ backupId: id, kind: "full", status: "sound" }]);
  expect((await server.send("DELETE", `${BASE}/${id}`, { token })).status).toBe(200);
});

it("is refused with one bit flipped, cut off, with bytes added, or as no backup at all, and leaves nothing behind", async () => {
  const { id, file } = await newBackup();
  await server.send("DELETE", `${BASE}/${id}`, { token });
  const before = await storedFiles();
  for (let at = 0; at < file.length; at += Math.ceil(file.length / 25)) {
    const flipped = Buffer.from(file);
    flipped.writeUInt8(file.readUInt8(at) ^ 1, at);
    expect(await upload(flipped), `byte ${at}`).toMatchObject({
      status: 422,
      reason: expect.stringMatching(/^backups\.(broken|notAnArchive)$/),
    });
  }
  expect(await upload(file.subarray(0, file.length - 1))).toMatchObject({ status: 422, reason: "backups.broken" });
  expect(await upload(Buffer.concat([file, file]))).toMatchObject({ status: 422, reason: "backups.broken" });
  expect(await upload("")).toMatchObject({ status: 422, reason: "backups.notAnArchive" });
  expect(await upload("no backup")).toMatchObject({ status: 422, reason: "backups.notAnArchive" });
  expect(await upload("{}", { type: "application/json" })).toMatchObject({
    status: 415,
    reason: "http.wrongContentType",
  });
  expect(await storedFiles()).toEqual(before);
});

it("leaves nothing where the caller hangs up in the middle", async () => {
  const { id, file } = await newBackup();
  await server.send("DELETE", `${BASE}/${id}`, { token });
  const socket = createHttpServer(server.app, server.core.runtime.logger).listen(0);
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  const headers = { authorization: `Bearer ${token}`, "content-type": BYTES, "content-length": file.length };
  const before = begun;
  const call = request({ port, path: `${BASE}/upload`, method: "POST", headers });
  call.on("error", () => call.destroy());
  call.write(file.subarray(0, file.length / 2));
  await vi.waitFor(() => expect(begun).toBe(before + 1));
  call.destroy();
  await running.drained(5_000);
  socket.close();
  await once(socket, "close");
  expect((await storedFiles()).filter((key) => key.includes(id))).toEqual([]);
  expect(await upload(file)).toMatchObject({ status: 201 });
  await server.send("DELETE", `${BASE}/${id}`, { token });
});

it("is for owners only, and answers 404 for what is not there", async () => {
  const { accessToken } = await server.register();
  const unknown = `${BASE}/0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51/download`;
  expect((await server.send("GET", unknown, { token: accessToken })).status).toBe(401);
  expect((await server.send("GET", unknown)).status).toBe(401);
  expect(await upload("x", { as: accessToken })).toMatchObject({ status: 401 });
  expect(await server.send("GET", unknown, { token })).toMatchObject({
    status: 404,
    body: { reason: "backups.notFound" },
  });
  expect((await server.send("GET", `${BASE}/none/download`, { token })).status).toBe(422);
});
