import { expect, it } from "vitest";
import { openSecret, sealSecret } from "./sealed-secret.ts";

const older = "0123456789abcdef0123456789abcdef";
const newer = "fedcba9876543210fedcba9876543210";

it("opens what was sealed, also after a new auth secret came in front", () => {
  const sealed = sealSecret({ authSecrets: [older] }, "482913");
  expect(sealed).not.toContain("482913");
  expect(openSecret({ authSecrets: [older] }, sealed)).toBe("482913");
  expect(openSecret({ authSecrets: [newer, older] }, sealed)).toBe("482913");
});

it("seals the same secret differently each time", () => {
  expect(sealSecret({ authSecrets: [older] }, "1")).not.toBe(sealSecret({ authSecrets: [older] }, "1"));
});

it("opens nothing with another secret, or when a byte was changed", () => {
  const sealed = sealSecret({ authSecrets: [older] }, "482913");
  const bytes = Buffer.from(sealed, "base64url");
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  expect(openSecret({ authSecrets: [newer] }, sealed)).toBeNull();
  expect(openSecret({ authSecrets: [older] }, bytes.toString("base64url"))).toBeNull();
  expect(openSecret({ authSecrets: [older] }, "short")).toBeNull();
});
