import type { Language } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";

/** The language in which a customer reads notices. */
export async function customerLanguage(ctx: CoreContext, customerId: string): Promise<Language> {
  const [row] = await ctx.db.orm
    .select({ language: customers.language })
    .from(customers)
    .where(eq(customers.id, customerId));
  return row?.language ?? "en";
}
