import { hash, verify } from "@node-rs/argon2";
import bcrypt from "bcryptjs";
import type { CoreContext } from "../context.ts";
import { hashingQueue } from "./hashing-queue.ts";

// OWASP password storage cheat sheet: argon2id (the library's default kind) with 19 MiB, 2 passes, 1 lane.
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const ARGON2_PREFIX = "$argon2id$v=19$m=19456,t=2,p=1$";
// Of a password nobody has: verified where there is no account, so that both cases take the same time.
const DUMMY_HASH = `${ARGON2_PREFIX}r02VE6aw24EEHK54+lRekw$fxYMW8Fn4y2NxvN3jcrAYm8ILKf4IkKPI7y8YJ3aMjo`;

/** Hashes a password off the event loop. Throws `identity.busy` where too many are waiting. */
export function hashPassword(ctx: CoreContext, password: string): Promise<string> {
  return hashingQueue(ctx)(() => hashPasswordAlone(password));
}

/** The same for a script, which hashes one password and has no queue. */
export function hashPasswordAlone(password: string): Promise<string> {
  return hash(password, ARGON2);
}

/** Whether the password is the one of the hash. Without a hash it takes as long and says no. */
export async function verifyPassword(
  ctx: CoreContext,
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  const isRight = await hashingQueue(ctx)(() => matches(passwordHash ?? DUMMY_HASH, password));
  return isRight && passwordHash !== null;
}

/** Whether a hash was made with other parameters than today's, or imported (bcrypt): to be made anew at the next sign-in. */
export function isOutdatedHash(passwordHash: string): boolean {
  return !passwordHash.startsWith(ARGON2_PREFIX);
}

async function matches(passwordHash: string, password: string): Promise<boolean> {
  if (/^\$2[abxy]\$/.test(passwordHash)) return bcrypt.compare(password, passwordHash);
  return passwordHash.startsWith("$argon2") ? verify(passwordHash, password) : false;
}
