import { DrizzleQueryError } from "drizzle-orm/errors";
import pg from "pg";
import { expect, it } from "vitest";
import { loggableError } from "./loggable-error.ts";

it("keeps type, words, place and cause of an error, and none of the values it carries", () => {
  const cause = Object.assign(new pg.DatabaseError("duplicate key value", 0, "error"), {
    code: "23505",
    constraint: "customers_phone_idx",
    detail: "Key (phone)=(+919812345678) already exists.",
  });
  const error = new DrizzleQueryError(
    "insert into customers values ($1, $2)",
    ["+919812345678", "$argon2id$secret"],
    cause,
  );
  const logged = loggableError(error);
  expect(logged).toMatchObject({
    message: "Failed query: insert into customers values ($1, $2)",
    stack: expect.stringContaining("loggable-error.test.ts"),
    cause: { message: "duplicate key value", code: "23505", constraint: "customers_phone_idx" },
  });
  expect(JSON.stringify(logged)).not.toMatch(/98123|argon2id|already exists/);
});

it("masks phone numbers in an error's words", () => {
  expect(loggableError(new Error("no line for +919812345678")).message).toBe("no line for +…5678");
});

it("takes anything that is thrown, and a chain of causes without an end", () => {
  expect(loggableError("odd +919812345678")).toEqual({ type: "string", message: "odd +…5678" });
  const endless = new Error("loop");
  endless.cause = endless;
  expect(JSON.stringify(loggableError(endless)).length).toBeGreaterThan(0);
});
