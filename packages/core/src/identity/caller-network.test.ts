import { afterAll, beforeAll, expect, it } from "vitest";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { callerNetwork } from "./caller-network.ts";
import { stranger } from "./codes.fixture.ts";
import { requestPasswordReset } from "./request-password-reset.ts";

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

it.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::9", "2001:db8:0:0::/64"],
  ["2001:0db8:0001::9", "2001:db8:1:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["64:ff9b::203.0.113.7", "64:ff9b:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["unknown", "unknown"],
])("counts %s as %s", (ip, network) => {
  expect(callerNetwork(ip)).toBe(network);
});

it("gives an IPv6 connection no more codes by taking another of its addresses for each", async () => {
  const phoneNumber = aPhone();
  const ask = (host: number) => requestPasswordReset(stranger(core, `2001:db8:7:7::${host}`), { phoneNumber });
  for (let host = 1; host <= 5; host += 1) await ask(host);
  await expect(ask(6)).rejects.toMatchObject({ reason: "identity.tooManyTries" });
  // The neighbour's connection is another network.
  await requestPasswordReset(stranger(core, "2001:db8:7:8::1"), { phoneNumber });
});
