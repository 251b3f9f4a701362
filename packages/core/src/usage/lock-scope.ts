import type { CoreContext } from "../context.ts";
import type { FoundLine } from "./find-lines.ts";

/** A line under its lock. */
export type ScopedLine = { id: string; phone: string; ownerId: string | null; memberships: Membership[] };

/** A time in which a line drew on an activation; `until` null: it still does. */
export type Membership = { activationId: string; from: Date; until: Date | null };

/** A line joined an activation between looking and locking: the batch must begin anew. */
export class ScopeMoved extends Error {}

/**
 * Locks what a batch may draw on: activations by id, then lines by id (the lock order of the design; everything that changes a cycle, an
 * add-on or a secondary number holds the activation, everything that changes a prepaid plan the line). Returns the lines by id.
 */
export async function lockScope(tx: CoreContext, found: readonly FoundLine[]): Promise<Map<string, ScopedLine>> {
  const activationIds = [...new Set(found.flatMap((line) => line.activationIds))];
  if (activationIds.length > 0) {
    await tx.db.query({
      name: "usage.lockActivations",
      text: "select id from postpaid_activations where id = any($1::uuid[]) order by id for no key update",
      values: [activationIds],
    });
  }
  const lineIds = [...new Set(found.map((line) => line.id))];
  const rows = await tx.db.query<{ id: string; phone: string; owner_id: string | null; mode: string }>({
    name: "usage.lockLines",
    text: `select id, phone, owner_id, mode from lines where id = any($1::uuid[]) and released_at is null
      order by id for no key update`,
    values: [lineIds],
  });
  const isShared = activationIds.length > 0 || rows.some((row) => row.mode !== "idle");
  const memberships = isShared ? await membershipsOf(tx, lineIds) : new Map<string, Membership[]>();
  const locked = new Set(activationIds);
  for (const each of [...memberships.values()].flat()) {
    if (!locked.has(each.activationId)) throw new ScopeMoved("a line of the batch joined a postpaid plan meanwhile");
  }
  return new Map(
    rows.map(({ id, phone, owner_id }) => [
      id,
      { id, phone, ownerId: owner_id, memberships: memberships.get(id) ?? [] },
    ]),
  );
}

type MembershipRow = { line_id: string; activation_id: string; from: Date; until: Date | null };

async function membershipsOf(tx: CoreContext, lineIds: readonly string[]): Promise<Map<string, Membership[]>> {
  const rows = await tx.db.query<MembershipRow>({
    name: "usage.memberships",
    text: `select line_id, id as activation_id, activated_at as from, null::timestamptz as until from postpaid_activations
        where line_id = any($1::uuid[]) and status <> 'cancelled'
      union all
      select s.line_id, s.activation_id, s.joined_at, s.ended_at from postpaid_secondaries s
        join postpaid_activations a on a.id = s.activation_id and a.status <> 'cancelled'
        where s.line_id = any($1::uuid[]) and s.joined_at is not null`,
    values: [lineIds],
  });
  const byLine = new Map<string, Membership[]>();
  for (const { line_id, activation_id, from, until } of rows) {
    const known = byLine.get(line_id) ?? [];
    byLine.set(line_id, known);
    known.push({ activationId: activation_id, from, until });
  }
  return byLine;
}
