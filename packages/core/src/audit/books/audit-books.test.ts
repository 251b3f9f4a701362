import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CoreContext, withTransaction } from "../../context.ts";
import { createTestCore, type TestCore } from "../../testing/index.ts";
import { type AuditBooksOutput, auditBooks } from "./audit-books.ts";
import { MAX_EXAMPLES } from "./book-check.ts";
import { DAMAGES } from "./damages.fixture.ts";
import { makeWorld, type World } from "./world.fixture.ts";

const QUIET = { withGateway: true, settleGraceMs: 0 };
let core: TestCore;
let world: World;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-03-01T10:00:00Z") });
  world = await makeWorld(core);
});
afterAll(() => core.close());

class Undo extends Error {}

/** What the audit says of the world after `damage`, which is undone again. Foreign keys are off; other constraints are dropped by hand. */
async function auditOf(damage: (ids: World) => string, options = QUIET): Promise<AuditBooksOutput> {
  let audit: AuditBooksOutput | undefined;
  const work = async (tx: CoreContext) => {
    await tx.db.query({ text: "set local session_replication_role = replica" });
    for (const text of damage(world).split(";")) await tx.db.query({ text });
    audit = await auditBooks(tx, options);
    throw new Undo();
  };
  await withTransaction(core.job(), work).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  if (!audit) throw new Error("the audit did not run");
  return audit;
}

it("finds nothing in the books of honest business, payments and refunds under way included", async () => {
  const audit = await auditBooks(core.job(), QUIET);
  expect(audit.findings).toEqual([]);
  expect(audit.ledgerEntries).toBeGreaterThan(10);
  expect((await auditBooks(core.job())).ledgerEntries).toBeNull();
});

describe("names what is broken", () => {
  it.each(DAMAGES)("%s: %s", async (check, _how, damage) => {
    const { findings } = await auditOf(damage);
    const finding = findings.find((each) => each.check === check);
    expect(findings.map((each) => each.check)).toContain(check);
    expect(finding?.examples[0]).toMatchObject({ id: expect.any(String), what: expect.stringMatching(/^[A-Z].*\.$/) });
  });
});

it("has a broken world for each of its checks", async () => {
  const { checked } = await auditBooks(core.job(), QUIET);
  expect([...new Set(DAMAGES.map(([check]) => check))].sort()).toEqual([...checked].sort());
});

it("counts all, and shows the first examples", async () => {
  const { findings } = await auditOf(
    () => `update lines set base_ends_at = '2099-01-01';
    insert into lines (id, phone, base_ends_at, created_at)
      select gen_random_uuid(), '+9170000' || (10000 + n), '2099-01-01', '2026-01-01' from generate_series(1, 50) n`,
  );
  const finding = findings.find((each) => each.check === "lines.baseEndsAt");
  expect(finding?.count).toBeGreaterThan(50);
  expect(finding?.examples).toHaveLength(MAX_EXAMPLES);
});

it("gives what the gateway did a moment ago time to reach our books", async () => {
  const damage = ({ succeeded }: World) =>
    `update payments set status = 'unknown' where transaction_id = '${succeeded}'`;
  const within = async (settleGraceMs: number) => {
    const { findings } = await auditOf(damage, { withGateway: true, settleGraceMs });
    return findings.some((each) => each.check.startsWith("gateway."));
  };
  expect(await within(0)).toBe(true);
  expect(await within(365 * 86_400_000)).toBe(false);
});
