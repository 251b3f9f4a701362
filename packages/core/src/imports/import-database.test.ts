import { customers, plans, transactions } from "@nexa/db";
import { createTestDatabase } from "@nexa/vitest/database";
import bcrypt from "bcryptjs";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { customerRouter } from "../customer-router.ts";
import { codeSentTo, stranger } from "../identity/codes.fixture.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { aBackup, asFile, importInto, NOW, payment, whyOf } from "./fastapi.fixture.ts";
import { aFastapiDatabase, type FastapiDatabase } from "./fastapi-database.fixture.ts";
import { NotASource, openDatabaseSource, openJsonSource } from "./index.ts";

const PASSWORD = "monsoon-kettle-42";
let core: TestCore;
let fastapi: FastapiDatabase;
let first: Awaited<ReturnType<typeof importInto>>;

async function runImport() {
  const source = await openDatabaseSource(fastapi.url);
  return importInto(core, source).finally(() => source.close());
}

beforeAll(async () => {
  [core, fastapi] = await Promise.all([createTestCore({ now: NOW }), createTestDatabase().then(aFastapiDatabase)]);
  const { categories, plans: sold, customers: people, transactions: paid, subscriptions: running } = aBackup();
  await fastapi.insert({
    categories,
    plans: sold.map((each) => (each.plan_id === 10 ? { ...each, category_id: 7, description: "28 days" } : each)),
    customers: people.map((each) => {
      if (each.customer_id === 1) return { ...each, password_hash: bcrypt.hashSync(PASSWORD, 4) };
      return each.customer_id === 2 ? { ...each, password_hash: "pbkdf2:not-bcrypt" } : each;
    }),
    transactions: [
      ...paid,
      {
        ...payment(120, 5, 12, "2026-03-14T10:00:00", "19.990"),
        ...{ payment_method: "UPI", recipient_phone_number: "9812345888", transaction_type: "topup_purchase" },
      },
    ],
    subscriptions: running,
  });
  first = await runImport();
});
afterAll(async () => {
  await fastapi.drop();
  await core.close();
});

const visitor = () => customerRouter.createCaller(stranger(core)).identity;
const findings = async () => (await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings;

it("leaves books in which the audit finds nothing", async () => {
  expect(await findings()).toEqual([]);
  expect(first.summary.counts.transaction).toEqual({ read: 15, imported: 8, knownAlready: 0, skipped: 7 });
  expect(whyOf(first.entries, "transaction", 108)).toBe("Its amount is none above zero in whole minor units.");
});

it("takes over what the backup does not have: categories of plans, recipients, ways to pay", async () => {
  const rows = await core.runtime.db.query({
    text: "select p.name, c.name as category, p.description from plans p join categories c on c.id = p.category_id order by p.price_minor limit 2",
  });
  expect(rows).toEqual([
    { name: "Data pack", category: "Imported", description: "Data pack" },
    { name: "Super 299", category: "Popular", description: "28 days" },
  ]);
  const [gift] = await core.runtime.db.orm
    .select()
    .from(transactions)
    .where(eq(transactions.recipientPhone, "+919812345888"));
  expect(gift).toMatchObject({ type: "topup_purchase", paymentMethod: "upi", finalAmountMinor: 1_999 });
});

it("lets customers sign in with their old password, whose hash is then made anew", async () => {
  const hashOf = async () => {
    const rows = await core.runtime.db.orm.select().from(customers).where(eq(customers.phone, "+919812345001"));
    return rows[0]?.passwordHash;
  };
  expect(await hashOf()).toMatch(/^\$2[ab]\$/);
  const wrong = visitor().login({ phoneNumber: "9812345001", password: "not the password" });
  await expect(wrong).rejects.toMatchObject({ cause: { reason: "identity.badCredentials" } });
  await visitor().login({ phoneNumber: "9812345001", password: PASSWORD });
  expect(await hashOf()).toMatch(/^\$argon2id\$/);
  await visitor().login({ phoneNumber: "9812345001", password: PASSWORD });
});

it("lets customers whose hash did not come along set a password by code", async () => {
  const phoneNumber = "+919812345005";
  const [kavya] = await core.runtime.db.orm.select().from(customers).where(eq(customers.phone, phoneNumber));
  expect(kavya?.passwordHash).toBeNull();
  await visitor().requestPasswordReset({ phoneNumber });
  const code = await codeSentTo(core, phoneNumber);
  await visitor().resetPassword({ phoneNumber, code, newPassword: "banyan-lantern-77" });
  await visitor().login({ phoneNumber, password: "banyan-lantern-77" });
  const why = "Its password hash is no bcrypt, so it sets one by code.";
  expect(first.entries).toContainEqual({ outcome: "changed", kind: "customer", externalId: "2", why });
});

it("brings in what came since, and nothing of what is here, from the database as from its backup", async () => {
  await fastapi.insert({ transactions: [payment(121, 5, 10, "2026-03-14T11:00:00", 299)] });
  const { summary } = await runImport();
  expect(summary.counts.transaction).toMatchObject({ imported: 1, knownAlready: 8 });
  const { path, remove } = await asFile(aBackup());
  const backup = await importInto(core, await openJsonSource(path));
  for (const { imported } of Object.values(backup.summary.counts)) expect(imported).toBe(0);
  await remove();
  expect(await findings()).toEqual([]);
  expect(await core.runtime.db.orm.select({ name: plans.name }).from(plans).orderBy(asc(plans.name))).toHaveLength(4);
});

it("refuses a database that is another one, or none, with a sentence", async () => {
  await expect(openDatabaseSource(core.databaseUrl)).rejects.toThrow(NotASource);
  await expect(openDatabaseSource("postgresql://127.0.0.1:9/none")).rejects.toThrow(/cannot be read/);
});
