import type { CodePurpose } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";
import { isCodeHash } from "./code-hash.ts";
import { identityErrors } from "./errors.ts";

/** A code that was right when checked. `consumeCode` uses it up. */
export type CodeProof = { readonly codeId: string };

/**
 * Checks a code against the latest one sent to the phone for the purpose. Every check counts as a try and is committed at once, in one
 * atomic statement, so that parallel guesses and a rolled-back operation count too: call it before the transaction. Throws `identity.codeWrong`.
 */
export async function checkCode(
  ctx: CoreContext,
  input: { phone: string; purpose: CodePurpose; code: string },
): Promise<CodeProof> {
  const { phone, purpose, code } = input;
  const [row] = await ctx.runtime.db.query<{ id: string; code_hash: string }>({
    text: `with latest as materialized (
        select id from one_time_codes where sent_to = $1 and purpose = $2 order by created_at desc, id desc limit 1
      )
      update one_time_codes c set tries = c.tries + 1 from latest
      where c.id = latest.id and c.used_at is null and c.expires_at > $3 and c.tries < c.max_tries
      returning c.id, c.code_hash`,
    values: [phone, purpose, ctx.clock.now()],
  });
  if (!row || !isCodeHash(ctx, row.code_hash, { id: row.id, phone, purpose, code })) throw identityErrors.codeWrong();
  return { codeId: row.id };
}
