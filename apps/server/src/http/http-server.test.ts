import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { Hono } from "hono";
import { expect, it } from "vitest";
import { createHttpServer } from "./http-server.ts";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

async function rawAnswer(lines: string[]): Promise<string> {
  const app = new Hono().get("/ok", (c) => c.text("fine"));
  const server = createHttpServer(app, silent).listen(0);
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port).setEncoding("utf8");
  socket.end(`${lines.join("\r\n")}\r\nConnection: close\r\n\r\n`);
  let text = "";
  for await (const chunk of socket) text += chunk;
  server.close();
  await once(server, "close");
  return text;
}

it("answers what it can read", async () => {
  expect(await rawAnswer(["GET /ok HTTP/1.1", "Host: localhost"])).toMatch(/^HTTP\/1.1 200 .*fine$/s);
});

it.each([
  ["a backslash in the address", ["GET /\\ok HTTP/1.1", "Host: localhost"]],
  ["a host that is none", ["GET /ok HTTP/1.1", "Host: a b"]],
])("answers %s with a problem and a request id", async (_, lines) => {
  const text = await rawAnswer(lines);
  expect(text).toMatch(/^HTTP\/1.1 400 /);
  expect(text).toMatch(/content-type: application\/problem\+json/i);
  expect(text).toMatch(/x-request-id: [\w-]{36}/i);
  expect(text).toContain("http.badAddress");
});
