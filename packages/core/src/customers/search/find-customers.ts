import type { CustomerSort } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";
import type { CustomerRow } from "../profile-view.ts";
import { comesAfter, NAME_KEY, orderBy, type Position } from "./order.ts";
import { Parameters } from "./parameters.ts";
import type { Search } from "./read-search.ts";

export type FoundRow = Omit<CustomerRow, "passwordHash"> & { nameKey: string };

export type Wish = {
  search: Search | null;
  sort: CustomerSort;
  after: Position | null;
  limit: number;
  /** Conditions on a customer `c`; they add their values. */
  filters(given: Parameters): string[];
};

export type Bounds = {
  /** So many customers in the order are looked at first: what is typed first, one letter or two, many of them match. */
  firstLook: number;
  /** As many matches are gathered and sorted; more than that are found sooner by walking the order's own index. */
  gathered: number;
};
const BOUNDS: Bounds = { firstLook: 2_000, gathered: 4_000 };

/** How many times as many customers the second look takes in. */
const WIDENED = 8;
/** Patterns of so many characters or fewer, `%98123%` among them, match hundreds of numbers. */
const MANY_MATCH = 7;

const LAST_ACTIVE = `greatest(c.last_active_plan_at,
  (select max(case l.mode when 'idle' then l.base_ends_at else $1::timestamptz end) from lines l where l.owner_id = c.id))`;
const COLUMNS = `c.id, c.phone, c.phone_verified_at as "phoneVerifiedAt", c.full_name as "fullName", c.email,
  c.email_verified_at as "emailVerifiedAt", c.picture_id as "pictureId", c.language, c.status, c.status_reason as "statusReason",
  c.created_at as "createdAt", ${LAST_ACTIVE} as "lastActivePlanAt", ${NAME_KEY} as "nameKey"`;

/**
 * The customers of a wish in its order. Few matches come through the index over what was searched for, many by walking the order; which of
 * the two is counted, not estimated, since one wrong estimate would walk all customers for a name that three of them have. Statements
 * have no name, so that each is planned for its own values.
 */
export async function findCustomers(ctx: CoreContext, wish: Wish, bounds = BOUNDS): Promise<FoundRow[]> {
  const { search } = wish;
  if (search?.by === "nothing") return [];
  if (search !== null) {
    const near = await look(ctx, wish, search, bounds.firstLook);
    if (near !== null) return near;
    const gathered = await gather(ctx, wish, search, bounds.gathered);
    if (gathered !== null) return gathered;
  }
  return walk(ctx, wish);
}

/** The page where the next customers in the order fill it, or null: a few more of them where those looked at first promise that. */
async function look(ctx: CoreContext, wish: Wish, search: Search, atMost: number): Promise<FoundRow[] | null> {
  if (!mayMatchMany(search)) return null;
  const first = await walk(ctx, wish, atMost);
  if (first.length === wish.limit) return first;
  if (first.length * WIDENED < wish.limit) return null;
  const second = await walk(ctx, wish, atMost * WIDENED);
  return second.length === wish.limit ? second : null;
}

/** The page out of all matches, or null where there are too many. */
async function gather(ctx: CoreContext, wish: Wish, search: Search, most: number): Promise<FoundRow[] | null> {
  const { sort, after, limit } = wish;
  const given = start(ctx);
  const sources = sourcesOf(search, given, (column) => {
    if (after === null || sort === "name") return `${column} is not null`;
    return `${column} ${sort === "newest" ? "<" : ">"} ${given.add(after.id)}::uuid`;
  });
  const conditions = wish.filters(given);
  if (after !== null && sort === "name") conditions.push(comesAfter(sort, after, given));
  const end = `limit ${given.add(limit)}`;
  // Without more conditions the ids alone decide, and only the page's customers are read.
  const isDecided = conditions.length === 0 && sort !== "name";
  const ids = isDecided ? `select id from found c order by ${orderBy(sort)} ${end}` : "select id from found";
  const rows = await ctx.db.query<FoundRow & { count: number }>({
    text: `with found as materialized (${sources.map((source) => `(${source} limit ${most + 1})`).join(" union ")}),
        counted as materialized (select count(*)::int as count from found)
      select counted.count, page.* from counted left join lateral (
        select ${COLUMNS} from customers c where ${[`c.id in (${ids})`, `counted.count <= ${most}`, ...conditions].join(" and ")}
        order by ${orderBy(sort)} ${end}
      ) page on true`,
    values: given.values,
  });
  if ((rows[0]?.count ?? 0) > most) return null;
  // Without a match there is still the count's row.
  return rows.filter((row) => row.id !== null);
}

/** The page by looking at one customer after another in the order, at so many at most. */
async function walk(ctx: CoreContext, wish: Wish, atMost?: number): Promise<FoundRow[]> {
  const { search, sort, after, limit } = wish;
  const given = start(ctx);
  const conditions = wish.filters(given);
  if (search !== null) conditions.push(matches(search, given));
  const place = after === null ? "true" : comesAfter(sort, after, given);
  const order = `order by ${orderBy(sort)}`;
  const customers =
    atMost === undefined ? "customers" : `(select * from customers c where ${place} ${order} limit ${atMost})`;
  return ctx.db.query<FoundRow>({
    text: `select ${COLUMNS} from ${customers} c where ${[place, ...conditions].join(" and ")} ${order} limit ${given.add(limit)}`,
    values: given.values,
  });
}

/** Whether it is worth a first look: a name, or few digits. */
function mayMatchMany(search: Search): boolean {
  if (search.by !== "phone") return search.by === "name";
  return search.patterns.some((pattern) => pattern.endsWith("%") && pattern.length <= MANY_MATCH);
}

/** The instant that the columns ask for comes first. */
function start(ctx: CoreContext): Parameters {
  const given = new Parameters();
  given.add(ctx.clock.now());
  return given;
}

/** Each way to the ids of matching customers, through an index. Who verified a number owns its line, so only the others are looked up by their own. */
function sourcesOf(search: Search, given: Parameters, condition: (column: string) => string): string[] {
  switch (search.by) {
    case "phone":
      return [
        `select c.id from customers c where c.phone_verified_at is null and ${likeAny("c.phone", search.patterns, given)} and ${condition("c.id")}`,
        `select l.owner_id from lines l where l.released_at is null and ${likeAny("l.phone", search.patterns, given)} and ${condition("l.owner_id")}`,
      ];
    case "name":
      return [`select c.id from customers c where ${hasWords(search.words, given)} and ${condition("c.id")}`];
    case "transaction":
      return [
        `select coalesce(t.payer_id, l.owner_id) as id from transactions t left join lines l on l.id = t.line_id
          where t.id between ${given.add(search.from)} and ${given.add(search.to)} and t.type = ${given.add(search.type)}
            and ${condition("coalesce(t.payer_id, l.owner_id)")}`,
      ];
    case "bill":
      return [
        `select b.customer_id as id from bills b where b.number = ${given.add(search.number)} and ${condition("b.customer_id")}`,
      ];
    case "nothing":
      return ["select null::uuid as id where false"];
  }
}

/** Whether a customer `c` matches, for the walk: only numbers and names match so many. */
function matches(search: Search, given: Parameters): string {
  if (search.by === "name") return hasWords(search.words, given);
  if (search.by !== "phone") return "false";
  // Counted rather than asked for with `exists`, which would be hashed: all matching lines for one page.
  return `(c.phone_verified_at is null and ${likeAny("c.phone", search.patterns, given)} or (
    select count(*) from lines l where l.owner_id = c.id and l.released_at is null and ${likeAny("l.phone", search.patterns, given)}) > 0)`;
}

function likeAny(column: string, patterns: readonly string[], given: Parameters): string {
  return `(${patterns.map((pattern) => `${column} like ${given.add(pattern)}`).join(" or ")})`;
}

function hasWords(words: readonly string[][], given: Parameters): string {
  const any = (patterns: string[]) => patterns.map((pattern) => `c.full_name ilike ${given.add(pattern)}`).join(" or ");
  return words.map((patterns) => `(${any(patterns)})`).join(" and ");
}
