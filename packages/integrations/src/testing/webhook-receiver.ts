import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { WebhookRequest } from "../payments/port.ts";

export interface WebhookReceiver {
  readonly url: string;
  /** What arrived, in order, as a payment gateway's `verifyWebhook` takes it. */
  readonly received: WebhookRequest[];
  /** The statuses of the next answers, 0 for none at all; 204 after them. */
  readonly answers: number[];
  close(): Promise<void>;
}

/** A local address that collects webhooks. */
export async function openWebhookReceiver(): Promise<WebhookReceiver> {
  const received: WebhookRequest[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, rawBody: Buffer.concat(chunks) });
      const status = answers.shift() ?? 204;
      if (status !== 0) response.writeHead(status).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks/payments/simulated`,
    received,
    answers,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
