import type { CoreContext } from "../context.ts";
import { hash } from "./hash-worker.ts";
import { hashingPool } from "./hashing-pool.ts";

const ARGON2_PREFIX = "$argon2id$v=19$m=19456,t=2,p=1$";
// Of a password nobody has: verified where there is no account, so that both cases take the same time.
const DUMMY_HASH = `${ARGON2_PREFIX}r02VE6aw24EEHK54+lRekw$fxYMW8Fn4y2NxvN3jcrAYm8ILKf4IkKPI7y8YJ3aMjo`;

/** Hashes a password off the event loop. Throws `identity.busy` where too many are waiting. */
export function hashPassword(ctx: CoreContext, password: string): Promise<string> {
  return hashingPool(ctx).hash({ password });
}

/** The same for a script, which hashes one password and needs no threads. */
export function hashPasswordAlone(password: string): string {
  return hash({ password });
}

/** Whether the password is the one of the hash. Without a hash it takes as long and says no. */
export async function verifyPassword(
  ctx: CoreContext,
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  const isRight = await hashingPool(ctx).verify({ password, passwordHash: passwordHash ?? DUMMY_HASH });
  return isRight && passwordHash !== null;
}

/** Whether a hash was made with other parameters than today's, or imported (bcrypt): to be made anew at the next sign-in. */
export function isOutdatedHash(passwordHash: string): boolean {
  return !passwordHash.startsWith(ARGON2_PREFIX);
}
