import { expect, it } from "vitest";
import { z } from "zod";
import { BadEnvironment, readEnvironment, SHARED_VARIABLES } from "./environment.ts";

const NEEDED = {
  DATABASE_URL: "postgresql://nexa:secret@localhost:5432/nexa",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  CONTENT_STORE: "postgres",
};

function read(variables: Record<string, string>) {
  return readEnvironment(z.object(SHARED_VARIABLES), { ...NEEDED, ...variables }, "server");
}

it("asks for consent to a link unless the demo says otherwise", () => {
  expect(read({}).LINK_CONSENT).toBe("required");
  expect(read({ NEXA_DEMO: "1", LINK_CONSENT: "off" }).LINK_CONSENT).toBe("off");
});

it("refuses to start without consent to links outside the demo", () => {
  for (const demo of ["", "0"]) {
    const variables = { LINK_CONSENT: "off", NEXA_DEMO: demo };
    expect(() => read(variables)).toThrow(BadEnvironment);
    expect(() => read(variables)).toThrow("LINK_CONSENT: off is for the demo only");
  }
});

it("wants to be told where content is kept, but for a demo", () => {
  const unset = { CONTENT_STORE: "" };
  expect(() => read(unset)).toThrow("MONGODB_URL: is not set; set it, or CONTENT_STORE=postgres");
  expect(() => read({ CONTENT_STORE: "mongodb", NEXA_DEMO: "1" })).toThrow(
    "MONGODB_URL: is not set, and CONTENT_STORE",
  );
  expect(read({ ...unset, NEXA_DEMO: "1" }).MONGODB_URL).toBeUndefined();
  const url = "mongodb://nexa:secret@a.example:27017,b.example:27017/content?replicaSet=rs0";
  expect(read({ ...unset, MONGODB_URL: url }).MONGODB_URL).toBe(url);
  for (const bad of ["http://a.example", "mongodb://", "mongodb:// a"]) {
    expect(() => read({ MONGODB_URL: bad })).toThrow("MONGODB_URL: must be a mongodb://");
  }
});
