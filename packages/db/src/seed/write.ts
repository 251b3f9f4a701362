import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "../client.ts";
import * as schema from "../schema/index.ts";
import type { Rows } from "./rows.ts";

const CHUNK_ROWS = 2_000;

const TABLES: { readonly [Name in Exclude<keyof Rows, "gatewayAttempts">]: PgTable } = schema;

/** Writes every row, table after table, in bulk. */
export async function writeRows(tx: Database, rows: Rows): Promise<void> {
  const { gatewayAttempts, ...ours } = rows;
  for (const [name, list] of Object.entries(ours)) {
    const table = TABLES[name as keyof typeof TABLES];
    await insert(tx, getTableName(table), columnsOf(table), list);
  }
  await insert(tx, "simulated_gateway.attempts", GATEWAY_COLUMNS, gatewayAttempts);
}

type Column = { key: string; name: string; type: string };

const GATEWAY_COLUMNS: readonly Column[] = [
  ["attempt_id", "uuid"],
  ["kind", "text"],
  ["state", "text"],
  ["charge_attempt_id", "uuid"],
  ["amount_minor", "bigint"],
  ["refunded_minor", "bigint"],
  ["currency", "text"],
  ["method", "text"],
  ["token", "text"],
  ["reference", "text"],
  ["reason", "text"],
  ["due_at", "timestamptz"],
  ["due_state", "text"],
  ["due_reason", "text"],
  ["is_cancellable", "boolean"],
  ["created_at", "timestamptz"],
  ["decided_at", "timestamptz"],
].map(([name = "", type = ""]) => ({ key: name, name, type }));

function columnsOf(table: PgTable): Column[] {
  return Object.entries(getTableColumns(table))
    .filter(([, column]) => column.generated === undefined)
    .map(([key, column]) => ({ key, name: column.name, type: column.getSQLType() }));
}

async function insert(tx: Database, table: string, columns: readonly Column[], rows: readonly object[]): Promise<void> {
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const types = columns.map(({ key, type }) => `"${key}" ${type}`).join(", ");
  const keys = columns.map(({ key }) => `"${key}"`).join(", ");
  const text = `insert into ${table} (${names}) select ${keys} from jsonb_to_recordset($1::jsonb) as x(${types})`;
  for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
    await tx.query({ text, values: [JSON.stringify(rows.slice(at, at + CHUNK_ROWS))] });
  }
}
