import { expect, it } from "vitest";
import { openSecret, sealSecret } from "./sealed-secret.ts";

const OLD = "an old secret of thirty-two bytes or more";
const NEW = "a new secret of thirty-two bytes or more";

it("opens what was sealed, also after the newest secret changed", () => {
  const sealed = sealSecret({ authSecrets: [OLD] }, "123456");
  expect(sealed).not.toContain("123456");
  expect(openSecret({ authSecrets: [OLD] }, sealed)).toBe("123456");
  expect(openSecret({ authSecrets: [NEW, OLD] }, sealed)).toBe("123456");
});

it("opens nothing that was altered, sealed under another secret or is no sealed text", () => {
  const sealed = sealSecret({ authSecrets: [OLD] }, "123456");
  const altered = sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA");
  for (const text of [altered, "", "v1.", "v1.AAAA", "v2.AAAA", "123456"]) {
    expect(openSecret({ authSecrets: [OLD] }, text)).toBeNull();
  }
  expect(openSecret({ authSecrets: [NEW] }, sealed)).toBeNull();
});
