import { afterAll, beforeAll, describe } from "vitest";
import type { GatewayBench } from "./bench.ts";
import { describeCancellations } from "./cancellations.ts";
import { describeCharges } from "./charges.ts";
import { describeLedger } from "./ledgers.ts";
import { describeRefunds } from "./refunds.ts";
import { describeWebhooks } from "./webhooks.ts";

/** What every adapter of the payment port must do. Pending attempts of the bench are decided on command only. */
export function describePaymentGateway(name: string, open: () => Promise<GatewayBench>): void {
  describe(name, () => {
    let opened: GatewayBench | undefined;
    const bench = () => {
      if (opened === undefined) throw new Error("The gateway was not opened.");
      return opened;
    };
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());
    describeCharges(bench);
    describeCancellations(bench);
    describeRefunds(bench);
    describeWebhooks(bench);
    describeLedger(bench);
  });
}
