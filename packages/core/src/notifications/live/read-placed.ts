import type { Database } from "@nexa/db";

const PAGE_ROWS = 1_000;

export type PlacedNotice = { streamSeq: number; customerId: string | null };

/** The latest place given in the stream; 0 before the first. */
export async function newestStreamSeq(db: Database): Promise<number> {
  const [row] = await db.query<{ seq: number }>({
    name: "notices_newest",
    text: "select coalesce(max(stream_seq), 0) as seq from notifications",
  });
  return row?.seq ?? 0;
}

/** The notices placed after `after`, in order. Places are given by one sequencer in commit order, so none appears behind later. */
export async function* readPlaced(db: Database, after: number): AsyncGenerator<PlacedNotice> {
  for (let last = after; ; ) {
    const rows = await db.query<PlacedNotice>({
      name: "notices_placed",
      text: `select stream_seq as "streamSeq", customer_id as "customerId" from notifications
        where stream_seq > $1 order by stream_seq limit $2`,
      values: [last, PAGE_ROWS],
    });
    yield* rows;
    last = rows.at(-1)?.streamSeq ?? last;
    if (rows.length < PAGE_ROWS) return;
  }
}
