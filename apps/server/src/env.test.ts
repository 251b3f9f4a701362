import { BadEnvironment } from "@nexa/core/composition/index";
import { expect, it } from "vitest";
import { readEnv } from "./env.ts";

const GOOD = { DATABASE_URL: "postgres://nexa@localhost/nexa", AUTH_SECRET: "s".repeat(32), CONTENT_STORE: "postgres" };

it("fills in what is unset or empty", () => {
  expect(readEnv({ ...GOOD, PORT: "", LOG_LEVEL: " " })).toMatchObject({
    PORT: 3000,
    LOG_LEVEL: "info",
    AUTH_SECRET: ["s".repeat(32)],
    CORS_ORIGINS: [],
    TRUST_PROXY: 0,
    OPERATOR_COUNTRY: "IN",
    OPERATOR_TIMEZONE: "Asia/Kolkata",
    OPERATOR_CURRENCY: "INR",
  });
});

it("takes a new secret with the old one behind it, and a list of origins", () => {
  const env = readEnv({
    ...GOOD,
    AUTH_SECRET: `${"n".repeat(32)}, ${"o".repeat(40)}`,
    CORS_ORIGINS: "https://a.example/, https://b.example:8443",
  });
  expect(env.AUTH_SECRET).toEqual(["n".repeat(32), "o".repeat(40)]);
  expect(env.CORS_ORIGINS).toEqual(["https://a.example", "https://b.example:8443"]);
});

it("takes keys of backups, the newest first, and none that is short", () => {
  const env = readEnv({ ...GOOD, BACKUP_KEY: `${"n".repeat(32)},${"o".repeat(40)}` });
  expect(env.BACKUP_KEY).toEqual(["n".repeat(32), "o".repeat(40)]);
  expect(readEnv(GOOD).BACKUP_KEY).toBeUndefined();
  expect(() => readEnv({ ...GOOD, BACKUP_KEY: "too-short" })).toThrow(/BACKUP_KEY: must be keys of 32/);
});

it("lists everything that is wrong at once, and shows no secret", () => {
  const bad = {
    AUTH_SECRET: "too-short-secret",
    PORT: "99999",
    LOG_LEVEL: "loud",
    OPERATOR_TIMEZONE: "Mars/Olympus",
    CORS_ORIGINS: "ftp://x",
    TRUST_PROXY: "yes",
  };
  const read = () => readEnv(bad);
  expect(read).toThrow(BadEnvironment);
  for (const name of ["DATABASE_URL: is not set", ...Object.keys(bad)]) expect(read).toThrow(name);
  expect(read).not.toThrow("too-short-secret");
});
