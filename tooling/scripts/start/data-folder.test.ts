import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureSecrets, makeDataFolder, resetDataFolder } from "./data-folder.ts";

const nothingGiven = { authSecret: null, adminPassword: null };
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nexa-data-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("makes secrets once and keeps them for their owner only", () => {
  const first = ensureSecrets(folder, nothingGiven);
  const second = ensureSecrets(folder, nothingGiven);
  expect(second).toEqual(first);
  expect(Buffer.from(first.authSecret, "base64url").length).toBeGreaterThanOrEqual(32);
  for (const name of ["auth-secret", "admin-password"]) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test("takes given secrets and writes nothing", () => {
  const secrets = ensureSecrets(folder, { authSecret: "given secret", adminPassword: "given password" });
  expect(secrets).toEqual({ authSecret: "given secret", adminPassword: "given password" });
  expect(existsSync(join(folder, "auth-secret"))).toBe(false);
});

test("forgets the secrets on a reset, and keeps backups and files of others", async () => {
  const before = ensureSecrets(folder, nothingGiven);
  mkdirSync(join(folder, "backups"));
  writeFileSync(join(folder, "backups", "one"), "kept");
  writeFileSync(join(folder, "notes.txt"), "kept");
  await resetDataFolder(folder);
  expect(existsSync(join(folder, "backups", "one"))).toBe(true);
  expect(existsSync(join(folder, "notes.txt"))).toBe(true);
  expect(ensureSecrets(folder, nothingGiven).authSecret).not.toBe(before.authSecret);
});

test("says in one line that the data folder cannot be made", () => {
  writeFileSync(join(folder, "file"), "");
  expect(() => makeDataFolder(join(folder, "file", "data"))).toThrow(
    /^Cannot write to the data folder .*set NEXA_DATA_DIR/,
  );
});
