import { expect, it } from "vitest";
import { z } from "zod";
import { BadEnvironment, readEnvironment, SHARED_VARIABLES } from "./environment.ts";

const NEEDED = {
  DATABASE_URL: "postgresql://nexa:secret@localhost:5432/nexa",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
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
