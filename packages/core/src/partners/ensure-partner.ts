import { newId } from "@nexa/contracts";
import { partners } from "@nexa/db";
import { eq, sql } from "drizzle-orm";
import type { CoreContext } from "../context.ts";

/** The partner of a name, whatever its case; made where there is none. Two at once make one. */
export async function ensurePartner(tx: CoreContext, name: string): Promise<{ id: string; name: string }> {
  const now = tx.clock.now();
  const [made] = await tx.db.orm
    .insert(partners)
    .values({ id: newId(now), name, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: partners.id, name: partners.name });
  if (made) return made;
  const [found] = await tx.db.orm
    .select({ id: partners.id, name: partners.name })
    .from(partners)
    .where(eq(sql`lower(${partners.name})`, sql`lower(${name})`));
  if (!found) throw new Error(`the partner ${name} is neither new nor there`);
  return found;
}
