import { expect, it } from "vitest";
import { createTestCore } from "../testing/index.ts";
import { ensureOperatorProfile } from "./ensure-operator-profile.ts";

it("keeps the profile of the first start and refuses a differing one", async () => {
  const core = await createTestCore();
  const ctx = core.as({ kind: "system" });
  await Promise.all([ensureOperatorProfile(ctx), ensureOperatorProfile(ctx)]);
  await ensureOperatorProfile(ctx);
  const { runtime } = ctx;
  const operator = { ...runtime.config.operator, timezone: "Europe/Berlin" };
  const other = { ...ctx, runtime: { ...runtime, config: { ...runtime.config, operator } } };
  await expect(ensureOperatorProfile(other)).rejects.toMatchObject({
    reason: "operator.profileDiffers",
    message: expect.stringContaining("timezone is Asia/Kolkata, not Europe/Berlin"),
  });
  await core.close();
});
