import { createTestDatabase } from "@nexa/vitest/database";
import { describe, expect, it } from "vitest";
import { chargeRequest } from "./payments/contract/bench.ts";
import { GatewayRequestInvalid } from "./payments/errors.ts";
import { type AdaptersConfig, selectAdapters, UnknownProvider } from "./select-adapters.ts";
import { movableClock } from "./testing/movable-clock.ts";

const webhookSecret = "a secret only for this test";

function config(changes: Partial<AdaptersConfig> = {}): AdaptersConfig {
  return {
    clock: movableClock(),
    write: () => undefined,
    payments: { provider: "simulated", database: "postgresql://nobody@127.0.0.1:1/nothing", webhookSecret },
    sms: { provider: "console" },
    push: { provider: "console" },
    email: { provider: "console" },
    storageFolder: "/nowhere",
    filesFolder: "/nowhere",
    ...changes,
  };
}

describe("selecting adapters", () => {
  it("gives the adapters of the demo by their names", async () => {
    const adapters = selectAdapters(config());
    const { payments, sms, push, email, storage } = adapters;
    expect([payments, sms, push, email, storage].map(({ provider }) => provider)).toEqual([
      "simulated",
      "console",
      "console",
      "console",
      "local-folder",
    ]);
    await adapters.stop();
  });

  it("keeps files in the folder, or in the bucket that was named", async () => {
    const s3 = { bucket: "b", prefix: "", region: "us-east-1", accessKeyId: "key", secretAccessKey: "secret" };
    expect(selectAdapters(config()).files.provider).toBe("local-folder");
    expect(selectAdapters(config({ filesBucket: s3 })).files.provider).toBe("s3");
  });

  it("is ready to charge after start, again after another process has started too", async () => {
    const database = await createTestDatabase();
    const payments = { provider: "simulated", database: database.url, webhookSecret };
    const processes = [1, 2].map(() => selectAdapters(config({ payments })));
    await Promise.all(processes.map((adapters) => adapters.start()));
    for (const { payments: gateway } of processes) {
      expect(await gateway.charge(chargeRequest())).toMatchObject({ outcome: "succeeded" });
    }
    await Promise.all(processes.map((adapters) => adapters.stop()));
    await database.drop();
  });

  it("reaches a gateway that runs apart without a database of its own", async () => {
    const apart = { url: "http://127.0.0.1:1", apiKey: "an API key only for this test" };
    const adapters = selectAdapters(
      config({ payments: { provider: "simulated", database: "", webhookSecret, apart } }),
    );
    await adapters.start();
    await expect(adapters.payments.charge(chargeRequest())).rejects.toThrow("could not be reached");
    await adapters.stop();
  });

  it("names the choices when a provider is not known", () => {
    const payments = { provider: "stripe", database: "", webhookSecret };
    expect(() => selectAdapters(config({ payments }))).toThrow(
      'There is no payments provider "stripe". Choose one of: simulated.',
    );
    expect(() => selectAdapters(config({ sms: { provider: "" } }))).toThrow(UnknownProvider);
    expect(() => selectAdapters(config({ push: { provider: "toString" } }))).toThrow(UnknownProvider);
    expect(() => selectAdapters(config({ email: { provider: "smtp" } }))).toThrow(
      'There is no e-mail provider "smtp". Choose one of: console.',
    );
  });

  it("refuses a webhook secret that is short", () => {
    const payments = { provider: "simulated", database: "", webhookSecret: "short" };
    expect(() => selectAdapters(config({ payments }))).toThrow(GatewayRequestInvalid);
  });
});
