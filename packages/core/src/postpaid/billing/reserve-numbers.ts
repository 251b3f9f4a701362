import type { CoreContext } from "../../context.ts";

/**
 * Reserves the next `count` numbers of a document and tells the first. The counter's row stays locked until the transaction ends, and
 * a rollback gives the numbers back, so none is ever missing. Reserve late: others wait for this transaction to end.
 */
export async function reserveNumbers(tx: CoreContext, name: "bill" | "credit_note", count: number): Promise<number> {
  const [counter] = await tx.db.query<{ last: number }>({
    name: "billing.reserve-numbers",
    text: "update document_counters set last = last + $2 where name = $1 returning last",
    values: [name, count],
  });
  if (!counter) throw new Error(`there is no counter for ${name}`);
  return counter.last - count + 1;
}
