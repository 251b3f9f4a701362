// Runs in a thread of the hashing pool.
import { hashSync, verifySync } from "@node-rs/argon2";
import bcrypt from "bcryptjs";

// OWASP password storage cheat sheet: argon2id (the library's default kind) with 19 MiB, 2 passes, 1 lane.
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash of a password by today's parameters. */
export function hash({ password }: { password: string }): string {
  return hashSync(password, ARGON2);
}

/** Whether the password is the one of the hash: argon2, or bcrypt where accounts were imported. */
export function verify({ password, passwordHash }: { password: string; passwordHash: string }): boolean {
  if (/^\$2[abxy]\$/.test(passwordHash)) return bcrypt.compareSync(password, passwordHash);
  return passwordHash.startsWith("$argon2") && verifySync(passwordHash, password);
}
