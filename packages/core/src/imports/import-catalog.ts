import { newId, type PlanType } from "@nexa/contracts";
import { categories, plans } from "@nexa/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { bumpCatalogVersion } from "../catalog/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { type ImportRun, knownIds, noteImported } from "./import-ids.ts";
import { type NewRecord, newRecords } from "./new-records.ts";
import type { ImportSource, SourceRecord } from "./source/import-source.ts";
import { bytesOfGb, instantOf, intOf, isTrue, minorUnitsOf, textOf } from "./source/read-value.ts";

const IMPORTED = "Imported";
const MAX_NAME_CHARS = 100;
const MAX_TEXT_CHARS = 1_000;
const MAX_DAYS = 3_650;

/** Brings categories in; one whose name is there already is that one from now on. */
export async function importCategories(ctx: CoreContext, run: ImportRun, source: ImportSource): Promise<void> {
  const records = source.records("categories");
  for await (const chunk of newRecords(ctx, run, { kind: "category", idField: "category_id", records })) {
    await withTransaction(ctx, async (tx) => {
      for (const { externalId, record } of chunk) {
        const name = textOf(record, "category_name")?.slice(0, MAX_NAME_CHARS) ?? `${IMPORTED} ${externalId}`;
        const id = await categoryNamed(tx, name, instantOf(textOf(record, "created_at")));
        await noteImported(tx, run, "category", [{ externalId, id }]);
      }
    });
    run.report.count("category", "imported", chunk.length);
  }
}

/** Brings plans in, on sale as they were. `topups` are those that were sold as top-ups, where the plan itself does not say. */
export async function importPlans(
  ctx: CoreContext,
  run: ImportRun,
  source: ImportSource,
  topups: ReadonlySet<string>,
): Promise<void> {
  const records = source.records("plans");
  for await (const chunk of newRecords(ctx, run, { kind: "plan", idField: "plan_id", records })) {
    const readable = chunk.flatMap((each) => readPlan(ctx, run, each, topups) ?? []);
    if (readable.length === 0) continue;
    await withTransaction(ctx, async (tx) => {
      for (const plan of readable) await insertPlan(tx, run, plan);
      await bumpCatalogVersion(tx);
    });
    run.report.count("plan", "imported", readable.length);
  }
}

type ReadPlan = {
  externalId: string;
  record: SourceRecord;
  values: Omit<typeof plans.$inferInsert, "id" | "categoryId">;
};

function readPlan(
  ctx: CoreContext,
  { report }: ImportRun,
  { externalId, record }: NewRecord,
  topups: ReadonlySet<string>,
): ReadPlan | null {
  const now = ctx.clock.now();
  const skip = (why: string, field: string) => {
    report.leaveOut("plan", externalId, why, String(record[field]));
    return null;
  };
  const type = planTypeOf(record);
  if (type === null) return skip("Its type is neither prepaid nor postpaid.", "plan_type");
  const priceMinor = minorUnitsOf(textOf(record, "price"), currencyDigits(ctx));
  if (priceMinor === null) return skip("Its price is no amount above zero in whole minor units.", "price");
  const validityDays = intOf(record, "validity_days");
  if (validityDays === null || validityDays < 1 || validityDays > MAX_DAYS)
    return skip("Its validity is no number of days from 1 to 3650.", "validity_days");
  const allowance = textOf(record, "data_allowance_gb");
  const dataAllowanceBytes = allowance === null ? null : bytesOfGb(allowance);
  if (allowance !== null && dataAllowanceBytes === null)
    return skip("Its data allowance is no number of GB.", "data_allowance_gb");
  const name = (textOf(record, "plan_name") ?? `${IMPORTED} plan ${externalId}`).slice(0, MAX_NAME_CHARS);
  const createdAt = instantOf(textOf(record, "created_at")) ?? now;
  const values = {
    ...{ name, type, priceMinor, validityDays, dataAllowanceBytes, createdAt, updatedAt: now },
    isTopup: isTrue(record, "is_topup") || isTrue(record, "is_top_up") || topups.has(externalId),
    status: /inactive/i.test(textOf(record, "plan_status") ?? textOf(record, "status") ?? "") ? "inactive" : "active",
    description: (textOf(record, "description") ?? textOf(record, "plan_description") ?? name).slice(0, MAX_TEXT_CHARS),
    isFeatured: isTrue(record, "is_featured"),
  } as const;
  return { externalId, record, values };
}

async function insertPlan(tx: CoreContext, run: ImportRun, { externalId, record, values }: ReadPlan): Promise<void> {
  const id = newId(tx.clock.now());
  const categoryId = await categoryOf(tx, run, record);
  const name = await freeName(tx, values.name, externalId);
  if (name !== values.name) {
    run.report.change("plan", externalId, "A plan of its name was there already, so it got a longer one.", name);
  }
  await tx.db.orm.insert(plans).values({ ...values, id, categoryId, name });
  await noteImported(tx, run, "plan", [{ externalId, id }]);
}

async function categoryOf(tx: CoreContext, run: ImportRun, record: SourceRecord): Promise<string> {
  const externalId = textOf(record, "category_id");
  const known = externalId === null ? undefined : (await knownIds(tx, run, "category", [externalId])).get(externalId);
  return known ?? categoryNamed(tx, IMPORTED, null);
}

async function categoryNamed(tx: CoreContext, name: string, createdAt: Date | null): Promise<string> {
  const { orm } = tx.db;
  const isNamed = and(sql`lower(${categories.name}) = lower(${name})`, isNull(categories.deletedAt));
  const [there] = await orm.select({ id: categories.id }).from(categories).where(isNamed);
  if (there) return there.id;
  const now = tx.clock.now();
  const id = newId(now);
  await orm.insert(categories).values({ id, name, createdAt: createdAt ?? now, updatedAt: now });
  return id;
}

async function freeName(tx: CoreContext, name: string, externalId: string): Promise<string> {
  const isTaken = async (candidate: string) =>
    (await tx.db.orm.$count(
      plans,
      and(eq(sql`lower(${plans.name})`, candidate.toLowerCase()), isNull(plans.deletedAt)),
    )) > 0;
  if (!(await isTaken(name))) return name;
  for (let copy = 1; ; copy += 1) {
    const suffix = ` (imported ${externalId}${copy === 1 ? "" : `, ${copy}`})`;
    const candidate = name.slice(0, MAX_NAME_CHARS - suffix.length) + suffix;
    if (!(await isTaken(candidate))) return candidate;
  }
}

function planTypeOf(record: SourceRecord): PlanType | null {
  const text = textOf(record, "plan_type")?.toLowerCase();
  return text === "prepaid" || text === "postpaid" ? text : null;
}

/** How many digits the minor unit of the operator's currency has: 2 for paise. */
export function currencyDigits(ctx: CoreContext): number {
  const { currency } = ctx.runtime.config.operator;
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
