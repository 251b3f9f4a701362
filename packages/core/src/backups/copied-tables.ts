import { type BackupKind, idFloor } from "@nexa/contracts";
import type { CopiedTable } from "./read-facts.ts";
import { tablesInOrder } from "./tables.ts";

const DAY_MS = 86_400_000;
const ESSENTIAL_DAYS = 90;

/** What a kind of backup copies. Full rows in COPY's own text, which every later PostgreSQL reads; essential ones as JSON for people. */
export function copiedTables(kind: BackupKind, now: Date): { tables: CopiedTable[]; copyOptions: string } {
  if (kind === "full") return { tables: tablesInOrder().map(wholeTable), copyOptions: "" };
  // Control characters, which JSON has escaped, so that nothing is quoted: each line is one JSON object.
  const copyOptions = `(format csv, quote e'\\x01', delimiter e'\\x02')`;
  return { tables: essentialTables(now), copyOptions };
}

function wholeTable({ name, columns }: { name: string; columns: readonly string[] }): CopiedTable {
  const list = columns.map((column) => `"${column}"`).join(", ");
  return { name, columns, select: `select ${list} from "${name}"` };
}

const CUSTOMERS = [
  "id",
  "phone",
  "full_name",
  "email",
  "status",
  "language",
  "phone_verified_at",
  "created_at",
  "closed_at",
];

function essentialTables(now: Date): CopiedTable[] {
  const at = now.toISOString();
  const since = idFloor(new Date(now.getTime() - ESSENTIAL_DAYS * DAY_MS));
  return [
    asJson("customers", CUSTOMERS.join(", "), "true"),
    asJson("categories", "*", "true"),
    asJson("plans", "*", "true"),
    asJson("transactions", "*", `id >= '${since}'`),
    asJson("subscriptions", "*", `cancelled_at is null and ends_at > '${at}'`),
  ];
}

function asJson(table: string, fields: string, condition: string): CopiedTable {
  const select = `select row_to_json(picked)::text from (select ${fields} from ${table} where ${condition}) as picked`;
  return { name: table, columns: ["json"], select };
}
