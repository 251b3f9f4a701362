import { withTransaction } from "@nexa/core";
import { enqueueNotices, sequenceNotices } from "@nexa/core/notifications/index";
import { expect, it } from "vitest";
import { createTestServer, freshKey, type TestServer } from "../testing/test-server.ts";

/** Reads server-sent events until the test has seen enough. */
async function* eventsOf(response: Response): AsyncGenerator<{ id?: string; event?: string; data: string }> {
  let held = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    held += decoder.decode(chunk, { stream: true });
    const blocks = held.split("\n\n");
    held = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2)));
      if (fields.data !== undefined) yield fields as { data: string };
    }
  }
}

async function recharge(server: TestServer, token: string, phoneNumber: string): Promise<void> {
  const plan = await server.core.plan();
  const body = { planId: plan.id, recipientPhoneNumber: phoneNumber, paymentMethod: "upi" };
  const { status, text } = await server.send("POST", "/customer/recharge", { token, body, headers: freshKey() });
  expect(status, text).toBe(201);
  await sequenceNotices(server.core.job());
}

function open(server: TestServer, token: string, more: Record<string, string> = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, ...more };
  return Promise.resolve(server.app.request("/customer/notifications/stream", { headers }));
}

it("streams a customer's notices as they come, unbuffered, and goes on after a break", async () => {
  const server = await createTestServer();
  const { accessToken, phoneNumber } = await server.register();
  const response = await open(server, accessToken);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const events = eventsOf(response);
  expect((await events.next()).value).toMatchObject({ event: "ready" });
  await recharge(server, accessToken, phoneNumber);
  const seen = (await events.next()).value;
  expect(seen).toMatchObject({ event: "notification", id: expect.stringMatching(/^\d+$/) });
  expect(JSON.parse(seen?.data ?? "{}")).toMatchObject({ id: expect.any(String), title: expect.any(String) });
  await events.return(undefined);

  await recharge(server, accessToken, phoneNumber);
  const again = eventsOf(await open(server, accessToken, { "last-event-id": seen?.id ?? "" }));
  expect((await again.next()).value).toMatchObject({ event: "ready", id: seen?.id });
  const next = (await again.next()).value;
  expect(Number(next?.id)).toBeGreaterThan(Number(seen?.id));
  server.stop();
  while (!(await again.next()).done);
  await server.close();
});

it("ends when the server stops", async () => {
  const server = await createTestServer();
  const { accessToken } = await server.register();
  const events = eventsOf(await open(server, accessToken));
  await events.next();
  server.stop();
  expect((await events.next()).done).toBe(true);
  await server.close();
});

it("asks for sign-in and refuses a position that is none", async () => {
  const server = await createTestServer();
  const { accessToken } = await server.register();
  expect(await server.send("GET", "/customer/notifications/stream")).toMatchObject({
    status: 401,
    body: { reason: "request.signInNeeded" },
  });
  const odd = await server.send("GET", "/customer/notifications/stream", {
    token: accessToken,
    headers: { "last-event-id": "1; drop" },
  });
  expect(odd).toMatchObject({ status: 422, body: { reason: "request.invalid" } });
  await server.close();
});

it("brings over a break what was committed meanwhile, also by a transaction that others overtook", async () => {
  const server = await createTestServer();
  const { accessToken, phoneNumber } = await server.register();
  const job = server.core.job();
  const [customer] = await job.db.query<{ id: string }>({
    text: "select id from customers where phone = $1",
    values: [phoneNumber],
  });
  const tell = (ctx: typeof job, planName: string) =>
    enqueueNotices(ctx, [
      {
        type: "plan_cancelled",
        customerId: customer?.id ?? null,
        phone: phoneNumber,
        params: { planName, phone: phoneNumber },
        causeKey: `test:${planName}`,
      },
    ]);
  const events = eventsOf(await open(server, accessToken));
  const ready = (await events.next()).value;
  // The late one is written first, so that its id is the oldest, and committed last.
  const written = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const late = withTransaction(job, async (tx) => {
    await tell(tx, "Late");
    written.resolve();
    await release.promise;
  });
  await written.promise;
  server.core.clock.advance(5);
  await tell(job, "Seen");
  await sequenceNotices(job);
  const seen = (await events.next()).value;
  expect(JSON.parse(seen?.data ?? "{}").body).toMatch(/^Seen /);
  await events.return(undefined);

  server.core.clock.advance(5);
  await tell(job, "While away");
  await sequenceNotices(job);
  release.resolve();
  await late;
  await sequenceNotices(job);
  const bodiesAfter = async (lastEventId: string | undefined, count: number) => {
    const again = eventsOf(await open(server, accessToken, { "last-event-id": lastEventId ?? "" }));
    expect((await again.next()).value).toMatchObject({ event: "ready", id: lastEventId });
    const bodies: string[] = [];
    while (bodies.length < count) {
      const { body } = JSON.parse((await again.next()).value?.data ?? "{}");
      bodies.push(String(body).split(" for ")[0] ?? "");
    }
    await again.return(undefined);
    return bodies;
  };
  expect(await bodiesAfter(seen?.id, 2)).toEqual(["While away", "Late"]);
  expect(await bodiesAfter(ready?.id, 3)).toEqual(["Seen", "While away", "Late"]);
  server.stop();
  await server.close();
});
