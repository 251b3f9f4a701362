import { createTestDatabase } from "@nexa/vitest/database";
import { movableClock } from "../../testing/movable-clock.ts";
import { describePaymentGateway } from "../contract/payment-gateway-contract.ts";
import { createSimulatedGateway } from "./create-simulated-gateway.ts";
import type { SimulatedTiming } from "./options.ts";

const webhookSecret = "a secret only for this test";
const timing: Partial<SimulatedTiming> = {
  timeoutMs: 20,
  pendingMs: null,
  timeoutCaptureMs: null,
  lateCaptureMs: null,
  refundPendingMs: null,
};

describePaymentGateway("the simulated gateway in this process", async () => {
  const database = await createTestDatabase();
  const clock = movableClock();
  const gateway = createSimulatedGateway({ database: database.url, clock, webhookSecret, timing });
  const simulator = createSimulatedGateway({ database: database.url, clock, webhookSecret, timing });
  await Promise.all([gateway.ensureSchema(), simulator.ensureSchema()]);
  return {
    gateway,
    impatient: gateway,
    simulator,
    clock,
    webhookSecret,
    async close() {
      await Promise.all([gateway.stop(), simulator.stop()]);
      await database.drop();
    },
  };
});
