import { lineOwnerships, lines } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withTransaction } from "../context.ts";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { claimRegisteredLine } from "./claim-registered-line.ts";
import { linesErrors } from "./errors.ts";
import { getOwnedLine } from "./get-owned-line.ts";
import { lineModeOf } from "./line-mode-of.ts";
import { listLines } from "./list-lines.ts";

const DAY = 86_400_000;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

it("calls a line prepaid for as long as its chain of base plans has not ended", () => {
  const now = new Date("2026-11-23T10:00:00Z");
  const later = new Date(now.getTime() + 1);
  expect(lineModeOf({ mode: "idle", baseEndsAt: null }, now)).toBe("idle");
  expect(lineModeOf({ mode: "idle", baseEndsAt: now }, now)).toBe("idle");
  expect(lineModeOf({ mode: "idle", baseEndsAt: later }, now)).toBe("prepaid");
  expect(lineModeOf({ mode: "postpaid", baseEndsAt: later }, now)).toBe("postpaid");
  expect(lineModeOf({ mode: "postpaid_secondary", baseEndsAt: null }, now)).toBe("postpaid_secondary");
});

it("gives a free number to one of several who claim it at once, and to the same customer twice", async () => {
  const phone = aPhone();
  const people = await Promise.all([core.customer(), core.customer(), core.customer()]);
  const outcomes = await Promise.allSettled(people.map(({ id }) => claim(id, phone)));
  const refused = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason.reason] : []));
  expect(refused).toEqual(Array(2).fill(linesErrors.ownedByOther().reason));
  const [line] = await core.runtime.db.orm.select().from(lines).where(eq(lines.phone, phone));
  expect(await claim(line?.ownerId ?? "", phone)).toEqual({ lineId: line?.id });
  const history = await core.runtime.db.orm
    .select()
    .from(lineOwnerships)
    .where(eq(lineOwnerships.lineId, line?.id ?? ""));
  expect(history).toHaveLength(1);
});

it("answers the registered number's line unless another of one's own is named, by id or number", async () => {
  const customer = await core.customer();
  const phone = aPhone();
  core.clock.advance(DAY);
  const { lineId } = await claim(customer.id, phone);
  expect(await getOwnedLine(customer.ctx, {})).toMatchObject({
    id: customer.lineId,
    phone: customer.phone,
    mode: "idle",
  });
  const expected = { id: lineId, phone, since: core.clock.now() };
  expect(await getOwnedLine(customer.ctx, { lineId })).toMatchObject(expected);
  expect(await getOwnedLine(customer.ctx, { phone: phone.slice(3) })).toMatchObject(expected);
});

it("says of other people's lines, unknown and unreadable ones that there are none", async () => {
  const customer = await core.customer();
  const other = await core.customer();
  for (const wanted of [
    { lineId: other.lineId },
    { phone: other.phone },
    { phone: aPhone() },
    { phone: "12" },
    { lineId: other.lineId, phone: customer.phone },
  ]) {
    await expect(getOwnedLine(customer.ctx, wanted)).rejects.toThrow(linesErrors.notFound());
  }
});

it("dates a new owner from the take-over, and shows the line to the earlier one no more", async () => {
  const before = await core.customer();
  const phone = aPhone();
  const { lineId } = await claim(before.id, phone);
  core.clock.advance(DAY);
  const { orm } = core.runtime.db;
  const now = core.clock.now();
  await orm.update(lineOwnerships).set({ until: now }).where(eq(lineOwnerships.lineId, lineId));
  await orm.update(lines).set({ ownerId: null }).where(eq(lines.id, lineId));
  const after = await core.customer();
  await claim(after.id, phone);
  expect(await getOwnedLine(after.ctx, { lineId })).toMatchObject({ since: now });
  await expect(getOwnedLine(before.ctx, { lineId })).rejects.toThrow(linesErrors.notFound());
});

it("lists the registered number first, with its mode and the end of its plans while they last", async () => {
  const customer = await core.customer();
  const phone = aPhone();
  const { lineId } = await claim(customer.id, phone);
  const baseEndsAt = new Date(core.clock.now().getTime() + DAY);
  await core.runtime.db.orm.update(lines).set({ baseEndsAt }).where(eq(lines.id, lineId));
  const { items } = await listLines(customer.ctx, { limit: 10 });
  expect(items).toMatchObject([
    { id: customer.lineId, phoneNumber: customer.phone, isRegistered: true, mode: "idle", baseEndsAt: null },
    { id: lineId, phoneNumber: phone, isRegistered: false, mode: "prepaid", baseEndsAt: baseEndsAt.toISOString() },
  ]);
  const page = await listLines(customer.ctx, { limit: 1 });
  const next = await listLines(customer.ctx, { limit: 1, cursor: page.nextCursor ?? "" });
  expect([...page.items, ...next.items]).toEqual(items);
  expect(next.nextCursor).toBeNull();
  await expect(listLines(customer.ctx, { limit: 1, cursor: "nonsense" })).rejects.toMatchObject({
    reason: "request.badCursor",
  });
  core.clock.advance(DAY);
  expect((await listLines(customer.ctx, { limit: 10 })).items[1]).toMatchObject({ mode: "idle", baseEndsAt: null });
});

function claim(customerId: string, phone: string) {
  return withTransaction(core.job(), (tx) => claimRegisteredLine(tx, { customerId, phone }));
}
