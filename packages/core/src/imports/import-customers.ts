import { type AccountStatus, newId, parsePhone } from "@nexa/contracts";
import { customers, lineOwnerships, lines } from "@nexa/db";
import { and, inArray, isNotNull, isNull } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";
import { claimRegisteredLine } from "../lines/index.ts";
import { type ImportRun, noteImported } from "./import-ids.ts";
import { type NewRecord, newRecords } from "./new-records.ts";
import type { ImportSource } from "./source/import-source.ts";
import { instantOf, textOf } from "./source/read-value.ts";

const MAX_NAME_CHARS = 100;
const BCRYPT = /^\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}$/;
/** A map, since an object has names such as `constructor` of its own. */
const STATUSES: ReadonlyMap<string, AccountStatus> = new Map([
  ["active", "active"],
  ["inactive", "inactive"],
  ["deactivated", "inactive"],
  ["suspended", "suspended"],
  ["blocked", "suspended"],
  ["closed", "closed"],
  ["deleted", "closed"],
]);

type CustomerValues = typeof customers.$inferInsert & { phone: string };
type ReadCustomer = { externalId: string; values: CustomerValues };

/**
 * Brings customers in, each with the line of the registered number. They sign in as before where the source has their bcrypt hash,
 * which is made anew then; the others set a password by code.
 */
export async function importCustomers(ctx: CoreContext, run: ImportRun, source: ImportSource): Promise<void> {
  const records = source.records("customers");
  for await (const chunk of newRecords(ctx, run, { kind: "customer", idField: "customer_id", records })) {
    const readable = chunk.flatMap((each) => readCustomer(ctx, run, each) ?? []);
    const imported = await withTransaction(ctx, (tx) => insertCustomers(tx, run, readable));
    for (const { externalId, why } of imported.refused) run.report.leaveOut("customer", externalId, why);
    run.report.count("customer", "imported", imported.count);
  }
}

function readCustomer(ctx: CoreContext, { report }: ImportRun, { externalId, record }: NewRecord): ReadCustomer | null {
  const now = ctx.clock.now();
  const skip = (why: string, detail?: string) => {
    report.leaveOut("customer", externalId, why, detail);
    return null;
  };
  const phone = parsePhone(textOf(record, "phone_number") ?? "", ctx.runtime.config.operator.country);
  if (phone === null) return skip("Its phone number is none that can be called.");
  const said = textOf(record, "account_status") ?? "active";
  const status = STATUSES.get(said.toLowerCase());
  if (status === "closed") return skip("The account is closed there.");
  if (status === undefined)
    report.change("customer", externalId, "Its account status is unknown, so it is inactive.", said);
  const hash = textOf(record, "password_hash");
  const isKept = hash !== null && BCRYPT.test(hash);
  if (hash !== null && !isKept)
    report.change("customer", externalId, "Its password hash is no bcrypt, so it sets one by code.");
  const created = instantOf(textOf(record, "created_at")) ?? now;
  const createdAt = new Date(Math.min(created.getTime(), now.getTime()));
  return {
    externalId,
    values: {
      ...{
        id: newId(createdAt),
        phone,
        status: status ?? "inactive",
        createdAt,
        updatedAt: now,
        phoneVerifiedAt: createdAt,
      },
      statusReason: status === undefined || status === "active" ? null : `Imported as ${said}`.slice(0, MAX_NAME_CHARS),
      fullName: textOf(record, "full_name")?.slice(0, MAX_NAME_CHARS) ?? "Imported customer",
      passwordHash: isKept ? hash : null,
    },
  };
}

type Imported = { count: number; refused: { externalId: string; why: string }[] };

async function insertCustomers(tx: CoreContext, run: ImportRun, read: readonly ReadCustomer[]): Promise<Imported> {
  const refused: Imported["refused"] = [];
  const phones = read.map((each) => each.values.phone);
  const [taken, lined] = [await takenPhones(tx, phones), await linesOf(tx, phones)];
  const accepted: ReadCustomer[] = [];
  for (const each of read) {
    const { externalId, values } = each;
    const ownerId = lined.get(values.phone);
    if (taken.has(values.phone)) refused.push({ externalId, why: "Its phone number is another customer's." });
    else if (typeof ownerId === "string")
      refused.push({ externalId, why: "Its phone number is a line of another customer." });
    else accepted.push(each);
    taken.add(values.phone);
  }
  if (accepted.length === 0) return { count: 0, refused };
  await tx.db.orm.insert(customers).values(accepted.map((each) => each.values));
  await insertLines(
    tx,
    accepted.filter(({ values }) => !lined.has(values.phone)),
  );
  for (const { values } of accepted.filter((each) => lined.has(each.values.phone))) {
    await claimRegisteredLine(tx, { customerId: values.id, phone: values.phone });
  }
  await noteImported(
    tx,
    run,
    "customer",
    accepted.map(({ externalId, values }) => ({ externalId, id: values.id })),
  );
  return { count: accepted.length, refused };
}

async function insertLines(tx: CoreContext, accepted: readonly ReadCustomer[]): Promise<void> {
  if (accepted.length === 0) return;
  const made = accepted.map(({ values }) => {
    const [id, since] = [newId(values.createdAt), values.createdAt];
    return {
      line: { id, phone: values.phone, ownerId: values.id, createdAt: since },
      ownership: { id: newId(since), lineId: id, customerId: values.id, since },
    };
  });
  await tx.db.orm.insert(lines).values(made.map((each) => each.line));
  await tx.db.orm.insert(lineOwnerships).values(made.map((each) => each.ownership));
}

async function takenPhones(tx: CoreContext, phones: readonly string[]): Promise<Set<string | null>> {
  const isHeld = and(isNotNull(customers.phoneVerifiedAt), isNull(customers.closedAt));
  const rows = await tx.db.orm
    .select({ phone: customers.phone })
    .from(customers)
    .where(and(inArray(customers.phone, [...phones]), isHeld));
  return new Set(rows.map((row) => row.phone));
}

/** Numbers that have a line, with its owner. */
async function linesOf(tx: CoreContext, phones: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await tx.db.orm
    .select({ phone: lines.phone, ownerId: lines.ownerId })
    .from(lines)
    .where(and(inArray(lines.phone, [...phones]), isNull(lines.releasedAt)));
  return new Map(rows.map((row) => [row.phone, row.ownerId]));
}
