import type { CoreContext } from "../context.ts";
import type { FoundLine } from "./find-lines.ts";
import { type Membership, membershipsOf } from "./memberships-of.ts";

/** A line under its lock. */
export type ScopedLine = { id: string; memberships: Membership[] };

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
  const rows = await tx.db.query<{ id: string; mode: string }>({
    name: "usage.lockLines",
    text: `select id, mode from lines where id = any($1::uuid[]) and released_at is null
      order by id for no key update`,
    values: [lineIds],
  });
  const isShared = activationIds.length > 0 || rows.some((row) => row.mode !== "idle");
  const memberships = isShared ? await membershipsOf(tx, lineIds) : new Map<string, Membership[]>();
  const locked = new Set(activationIds);
  for (const each of [...memberships.values()].flat()) {
    if (!locked.has(each.activationId)) throw new ScopeMoved("a line of the batch joined a postpaid plan meanwhile");
  }
  return new Map(rows.map(({ id }) => [id, { id, memberships: memberships.get(id) ?? [] }]));
}
