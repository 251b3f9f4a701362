import { type AdminListTransactionsInput, type AdminListTransactionsOutput, toPage } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { cursorId } from "./cursor-id.ts";
import { readTransactions, transactionSet } from "./find-transactions.ts";
import { toAdminTransaction } from "./to-admin-transaction.ts";

/** Every customer's transactions for staff, by every field, newest first unless asked otherwise. Amounts in minor units. */
export async function adminListTransactions(
  ctx: CoreContext<AdminActor>,
  input: AdminListTransactionsInput,
): Promise<AdminListTransactionsOutput> {
  const { limit, cursor, ...filters } = input;
  const after = cursorId(cursor, filters.sort ?? "newest");
  const set = await transactionSet(ctx, filters);
  const rows = await readTransactions(ctx.db, set, { after, limit: limit + 1 });
  const page = toPage(rows, limit, ({ row }) => [set.order, row.id]);
  return { items: page.items.map(toAdminTransaction), nextCursor: page.nextCursor };
}
