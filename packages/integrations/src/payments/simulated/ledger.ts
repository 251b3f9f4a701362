import type { Pool } from "pg";
import { GatewayRequestInvalid, GatewayUnavailable } from "../errors.ts";
import type { LedgerEntry, LedgerRange } from "../port.ts";
import { type AttemptRow, attemptColumns, recordOf } from "./records.ts";

const pageSize = 1_000;

export interface LedgerPage {
  readonly entries: LedgerEntry[];
  readonly nextCursor: string | null;
}

interface Place {
  readonly at: Date;
  readonly attemptId: string;
}

function encodeCursor(place: Place): string {
  return Buffer.from(`${place.at.toISOString()}|${place.attemptId}`).toString("base64url");
}

function decodeCursor(cursor: string): Place {
  const [at, attemptId] = Buffer.from(cursor, "base64url").toString().split("|");
  const time = new Date(at ?? "");
  if (Number.isNaN(time.getTime()) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(attemptId ?? "")) {
    throw new GatewayRequestInvalid("The ledger's cursor is not one that it gave out.");
  }
  return { at: time, attemptId: attemptId ?? "" };
}

function entryOf(row: AttemptRow): LedgerEntry {
  const record = recordOf(row);
  const { attemptId, amountMinor, currency, decidedAt } = record;
  if (amountMinor === null || currency === null || decidedAt === null) {
    throw new GatewayUnavailable(`The gateway's ledger has an incomplete entry for the attempt ${attemptId}.`);
  }
  return {
    kind: record.kind === "charge" ? "capture" : "refund",
    attemptId,
    providerReference: record.providerReference,
    chargeReference: record.chargeReference,
    amountMinor,
    currency,
    occurredAt: decidedAt,
    cursor: encodeCursor({ at: decidedAt, attemptId }),
  };
}

/** One page, at most 1,000 entries, of what moved money in the range; `nextCursor` is null on the last. */
export async function readLedgerPage(pool: Pool, range: LedgerRange): Promise<LedgerPage> {
  const after = range.cursor === undefined ? null : decodeCursor(range.cursor);
  const { rows } = await pool.query<AttemptRow>({
    name: "simulated_gateway_ledger",
    text: `select ${attemptColumns} from simulated_gateway.attempts a
      where a.state = 'succeeded' and a.decided_at >= $1::timestamptz and a.decided_at < $2::timestamptz
        and (a.decided_at, a.attempt_id) > ($3::timestamptz, $4::uuid)
      order by a.decided_at, a.attempt_id limit $5`,
    values: [
      range.from,
      range.to ?? "infinity",
      after?.at ?? "-infinity",
      after?.attemptId ?? "00000000-0000-0000-0000-000000000000",
      pageSize + 1,
    ],
  });
  const entries = rows.slice(0, pageSize).map(entryOf);
  return { entries, nextCursor: rows.length > pageSize ? (entries.at(-1)?.cursor ?? null) : null };
}

/** Walks pages as one sequence of entries. */
export async function* walkLedger(
  range: LedgerRange,
  readPage: (range: LedgerRange) => Promise<LedgerPage>,
): AsyncGenerator<LedgerEntry> {
  let cursor = range.cursor;
  do {
    const page = await readPage({ ...range, cursor });
    yield* page.entries;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
