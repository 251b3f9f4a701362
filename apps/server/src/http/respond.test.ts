import { CoreError } from "@nexa/contracts";
import { requestErrors, toTrpcError } from "@nexa/core/trpc/errors";
import type { HttpEnv } from "@nexa/openapi";
import { Hono } from "hono";
import { expect, it } from "vitest";
import { failure } from "./respond.ts";

async function answered(error: unknown): Promise<{ status: number; text: string; logged: object[] }> {
  const logged: object[] = [];
  const note = (facts: object) => void logged.push(facts);
  const logger = { debug: note, info: note, warn: note, error: note };
  const app = new Hono<HttpEnv>().get("/", (c) => {
    c.set("requestId", "r-1");
    return failure(error, c, logger);
  });
  const response = await app.request("/");
  return { status: response.status, text: await response.text(), logged };
}

it("logs what nobody expected and answers it blank", async () => {
  const error = new Error("the inside");
  const { status, text, logged } = await answered(error);
  expect(status).toBe(500);
  expect(text).not.toContain("inside");
  expect(logged).toEqual([{ err: error, path: "/", requestId: "r-1" }]);
});

it("does not log refusals, outages, or what a procedure has logged already", async () => {
  const outage = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  for (const error of [new CoreError("CONFLICT", "a.b", "No."), outage, toTrpcError(requestErrors.failed())]) {
    expect((await answered(error)).logged).toEqual([]);
  }
  expect((await answered(outage)).status).toBe(503);
});
