import { parsePhone, type UsageEvent } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";

const E164 = /^\+[1-9][0-9]{5,14}$/;

export type FoundLine = { id: string; createdAt: Date; activationIds: string[] };

/**
 * The lines of a batch by the numbers as sent, with the activations that may rate them, unlocked. A number that is not served has none.
 */
export async function findLines(ctx: CoreContext, events: readonly UsageEvent[]): Promise<Map<string, FoundLine>> {
  const { country } = ctx.runtime.config.operator;
  const phoneOf = new Map<string, string | null>();
  for (const { phoneNumber } of events) {
    if (phoneOf.has(phoneNumber)) continue;
    phoneOf.set(phoneNumber, E164.test(phoneNumber) ? phoneNumber : parsePhone(phoneNumber, country));
  }
  const phones = [...new Set(phoneOf.values())].filter((phone) => phone !== null);
  const rows = await ctx.db.query<{ id: string; phone: string; created_at: Date; activation_ids: string[] }>({
    name: "usage.findLines",
    text: `select l.id, l.phone, l.created_at, array(
        select a.id from postpaid_activations a where a.line_id = l.id and a.status <> 'cancelled'
        union select s.activation_id from postpaid_secondaries s where s.line_id = l.id and s.joined_at is not null
      ) as activation_ids
      from lines l where l.phone = any($1::text[]) and l.released_at is null`,
    values: [phones],
  });
  const byPhone = new Map(
    rows.map((row) => [row.phone, { id: row.id, createdAt: row.created_at, activationIds: row.activation_ids }]),
  );
  const found = new Map<string, FoundLine>();
  for (const [asSent, phone] of phoneOf) {
    const line = phone === null ? undefined : byPhone.get(phone);
    if (line) found.set(asSent, line);
  }
  return found;
}
