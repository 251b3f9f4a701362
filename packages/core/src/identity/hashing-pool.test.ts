import { afterEach, expect, it } from "vitest";
import { identityErrors } from "./errors.ts";
import { createHashingPool } from "./hashing-pool.ts";

const password = "monsoon-kettle-42";
let pool: ReturnType<typeof createHashingPool>;
afterEach(() => pool.close());

it("hashes and verifies in its threads", async () => {
  pool = createHashingPool(2, 10);
  const passwordHash = await pool.hash({ password });
  const tried = [password, "not the password"].map((each) => pool.verify({ password: each, passwordHash }));
  expect(await Promise.all(tried)).toEqual([true, false]);
});

it("refuses those beyond a full line, and goes on after a failure", async () => {
  pool = createHashingPool(1, 2);
  const passwordHash = await pool.hash({ password });
  const failing = pool.verify({ password, passwordHash: "$argon2id$broken" });
  const waiting = [1, 2].map(() => pool.verify({ password, passwordHash }));
  await expect(pool.verify({ password, passwordHash })).rejects.toMatchObject({
    reason: identityErrors.busy().reason,
    code: "UNAVAILABLE",
  });
  await expect(failing).rejects.toThrow();
  expect(await Promise.all(waiting)).toEqual([true, true]);
  expect(await pool.verify({ password, passwordHash })).toBe(true);
});
