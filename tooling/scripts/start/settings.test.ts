import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const read = (env: NodeJS.ProcessEnv, args: string[] = []) => readSettings(env, args, "/checkout");

test("starts with demo data on the embedded database when nothing is set", () => {
  expect(read({})).toEqual({
    port: 3000,
    dataDir: "/checkout/.nexa",
    databaseUrl: null,
    databaseDirectUrl: null,
    hasDemo: true,
    isReset: false,
    authSecret: null,
    adminEmail: "admin@nexa.local",
    adminPassword: null,
    phoneVerification: "off",
    linkConsent: "off",
  });
});

test("keeps demo data out of a database of one's own, and asks for verified phones there", () => {
  expect(read({ DATABASE_URL: "postgresql://db/nexa" })).toMatchObject({
    hasDemo: false,
    phoneVerification: "required",
    linkConsent: "required",
  });
  expect(read({ DATABASE_URL: "postgresql://db/nexa", NEXA_DEMO: "1" })).toMatchObject({ hasDemo: true });
  expect(read({ NEXA_DEMO: "0" })).toMatchObject({ hasDemo: false });
});

test("takes an empty variable as unset, and a relative data folder from the checkout", () => {
  expect(read({ DATABASE_URL: "", PORT: " ", NEXA_DATA_DIR: "data" })).toMatchObject({
    databaseUrl: null,
    port: 3000,
    dataDir: "/checkout/data",
  });
});

test.each([
  [{ PORT: "http" }, 'PORT is "http"; it must be a number from 1 to 65535.'],
  [{ PORT: "65536" }, 'PORT is "65536"; it must be a number from 1 to 65535.'],
  [{ DATABASE_URL: "localhost" }, "DATABASE_URL must be an address such as postgresql://"],
  [{ NEXA_DEMO: "yes" }, 'NEXA_DEMO is "yes"; it must be 0 or 1.'],
])("refuses %j with a sentence", (env, sentence) => {
  expect(() => read(env)).toThrow(sentence);
});

test("refuses to reset a database that is not its own", () => {
  expect(() => read({ DATABASE_URL: "postgresql://db/nexa" }, ["--reset"])).toThrow(
    "--reset deletes the embedded database only",
  );
});
