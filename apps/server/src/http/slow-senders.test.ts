import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { Hono } from "hono";
import { expect, it } from "vitest";
import { createHttpServer } from "./http-server.ts";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const UPLOAD = "/admin/backup-restore/backup/upload";

/** Sends a body byte by byte, every so often, and answers what came back. */
async function sendSlowly(path: string, { bytes, everyMs }: { bytes: number; everyMs: number }): Promise<string> {
  const app = new Hono().post("*", async (c) => c.text(`took ${(await c.req.arrayBuffer()).byteLength}`));
  const server = createHttpServer(app, silent, { bodyMs: 300, idleMs: 2_000 }).listen(0);
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port).setEncoding("utf8");
  const answer = textOf(socket);
  socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${bytes}\r\n\r\n`);
  let left = bytes;
  const sending = setInterval(() => {
    if (left > 0 && socket.writable) socket.write("x");
    left -= 1;
  }, everyMs);
  const text = await answer;
  clearInterval(sending);
  server.close();
  await once(server, "close");
  return text;
}

async function textOf(socket: Socket): Promise<string> {
  let text = "";
  socket.on("error", () => socket.destroy());
  socket.on("data", (part) => {
    text += part;
  });
  await once(socket, "close");
  return text;
}

it("cuts off who sends a body too slowly", async () => {
  expect(await sendSlowly("/anything", { bytes: 12, everyMs: 50 })).toMatch(/^HTTP\/1.1 408 /);
});

it.each([UPLOAD, `/api/v1${UPLOAD}/`])("lets a backup take its time at %s while it goes on", async (path) => {
  expect(await sendSlowly(path, { bytes: 12, everyMs: 50 })).toMatch(/^HTTP\/1.1 200 .*took 12$/s);
});

it("cuts off a backup that does not go on", async () => {
  expect(await sendSlowly(UPLOAD, { bytes: 2, everyMs: 60_000 })).toMatch(/^HTTP\/1.1 408 /);
});
