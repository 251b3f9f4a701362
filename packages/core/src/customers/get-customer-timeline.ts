import {
  decodeCursor,
  type GetCustomerTimelineInput,
  type GetCustomerTimelineOutput,
  Id,
  idTime,
  TIMELINE_KINDS,
  type TimelineEntry,
  type TimelineKind,
  TRANSACTION_TYPES,
  toPage,
} from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { referenceOf } from "../transactions/index.ts";
import { requestErrors } from "../trpc/errors.ts";
import { customersErrors } from "./errors.ts";
import { audited, notices, signIns } from "./timeline/account-sources.ts";
import { postpaid, subscriptions, transactions } from "./timeline/money-sources.ts";
import { links, referrals } from "./timeline/people-sources.ts";
import type { Source } from "./timeline/source.ts";

const SOURCES: readonly Source[] = [
  ...[signIns, audited, notices],
  ...[transactions, subscriptions, postpaid],
  ...[links, referrals],
];
/** Comes after every place. */
const END = "ffffffff-ffff-ffff-ffff-ffffffffffff";

type Row = {
  place: string;
  kind: TimelineKind;
  event: string;
  subject_kind: string;
  subject_id: string;
  facts: TimelineEntry["facts"];
};

/**
 * Everything that happened to a customer, of all kinds or some, newest first. Each source gives one page by its index, and the pages are
 * merged by place, which begins with the instant. Throws `customers.notFound`, `request.badCursor`.
 */
export async function getCustomerTimeline(
  ctx: CoreContext<AdminActor>,
  input: GetCustomerTimelineInput,
): Promise<GetCustomerTimelineOutput> {
  const { customerId, limit, cursor, kinds = TIMELINE_KINDS } = input;
  const before = cursor === undefined ? END : placeOfCursor(cursor);
  await requireCustomer(ctx, customerId);
  const wanted = new Set(kinds);
  const texts = SOURCES.filter((source) => source.kinds.some((kind) => wanted.has(kind))).map((source) =>
    source.text(wanted),
  );
  // Without a name, so that months are left out by the values of this page.
  const rows = await ctx.db.query<Row>({
    text: `select * from (${texts.map((text) => `(${text})`).join("\nunion all\n")}) as entries order by place desc limit $3`,
    values: [customerId, before, limit + 1],
  });
  const page = toPage(rows, limit, (row) => [row.place]);
  return { items: page.items.map(toEntry), nextCursor: page.nextCursor };
}

async function requireCustomer(ctx: CoreContext, customerId: string): Promise<void> {
  const rows = await ctx.db.orm.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId));
  if (rows.length === 0) throw customersErrors.notFound();
}

function placeOfCursor(cursor: string): string {
  const place = Id.safeParse(decodeCursor(cursor, 1)?.[0]);
  if (!place.success) throw requestErrors.badCursor();
  return place.data;
}

function toEntry({ place, kind, event, subject_kind, subject_id, facts }: Row): TimelineEntry {
  const type = kind === "transaction" ? TRANSACTION_TYPES.find((each) => each === event) : undefined;
  return {
    ...{ id: place, kind, event, at: idTime(place).toISOString(), subject: { kind: subject_kind, id: subject_id } },
    facts: type === undefined ? facts : { reference: referenceOf({ id: subject_id, type }), ...facts },
  };
}
