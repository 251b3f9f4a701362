import type { CodePurpose } from "@nexa/contracts";
import { notifications, oneTimeCodes } from "@nexa/db";
import { and, desc, eq } from "drizzle-orm";
import type { AnonymousActor, CoreContext } from "../context.ts";
import { openSecret } from "../crypto/sealed-secret.ts";
import type { TestCore } from "../testing/index.ts";

let addresses = 0;

/** The context of a stranger at an address of their own. */
export function stranger(core: TestCore, ip = anAddress()): CoreContext<AnonymousActor> {
  return { ...core.as({ kind: "anonymous" }), caller: { ip, userAgent: "test" } };
}

/** An address that no test used before. */
export function anAddress(): string {
  addresses += 1;
  return `10.${Math.floor(addresses / 65_536)}.${Math.floor(addresses / 256) % 256}.${addresses % 256}`;
}

/** The code sent to a phone last, as its holder reads it. */
export async function codeSentTo(core: TestCore, phone: string): Promise<string> {
  const [notice] = await core.runtime.db.orm
    .select()
    .from(notifications)
    .where(and(eq(notifications.phone, phone), eq(notifications.type, "code")))
    .orderBy(desc(notifications.id))
    .limit(1);
  const code = openSecret(core.runtime.config, notice?.sealedSecret ?? "");
  if (code === null) throw new Error(`no code was sent to ${phone}`);
  return code;
}

/** A code of the right form that is not the one given. */
export function anotherCode(code: string, step = 1): string {
  return String((Number(code) + step) % 1_000_000).padStart(6, "0");
}

/** How many codes were sent to an address, and how many tries each took. */
export async function triesOf(core: TestCore, sentTo: string, purpose: CodePurpose): Promise<number[]> {
  const rows = await core.runtime.db.orm
    .select({ tries: oneTimeCodes.tries })
    .from(oneTimeCodes)
    .where(and(eq(oneTimeCodes.sentTo, sentTo), eq(oneTimeCodes.purpose, purpose)));
  return rows.map(({ tries }) => tries);
}
