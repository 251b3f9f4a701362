import type { SeedActor, World } from "./world.ts";

type Act = {
  action: string;
  subject?: readonly [kind: string, id: string];
  reason?: string;
  before?: unknown;
  after?: unknown;
};

/** An audit row, not sealed yet: the sealer chains it like every other. */
export function recordAct(world: World, at: number, actor: SeedActor, act: Act): void {
  const [subjectKind, subjectId] = act.subject ?? [null, null];
  world.rows.auditEvents.push({
    ...{ id: world.newId(at), at: new Date(at), actorKind: actor.kind, actorId: actor.id, action: act.action },
    ...{ subjectKind, subjectId, requestId: world.newId(at), reason: act.reason ?? null },
    ...{ before: act.before ?? null, after: act.after ?? null, seq: null, prevHash: null, hash: null, mac: null },
  });
}

/** What a member of staff did. */
export function recordStaffAct(world: World, at: number, act: Act & { adminId: string }): void {
  const { adminId, ...rest } = act;
  recordAct(world, at, { kind: "admin", id: adminId }, rest);
}
