import type { CoreContext } from "../context.ts";

/** A time in which a line drew on an activation; `until` null: it still does. */
export type Membership = { activationId: string; from: Date; until: Date | null };

type MembershipRow = { line_id: string; activation_id: string; from: Date; until: Date | null };

/** The activations that lines draw or drew on, their own or one they share, by line; those that are cancelled left out. */
export async function membershipsOf(ctx: CoreContext, lineIds: readonly string[]): Promise<Map<string, Membership[]>> {
  const rows = await ctx.db.query<MembershipRow>({
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
