import { customerSessions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import type { CoreContext, CustomerActor } from "../context.ts";

import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { changePassword } from "./change-password.ts";
import { openTokens } from "./open-session.ts";
import { registerCustomer } from "./register-customer.ts";
import { signInCustomerWith } from "./sign-in-customer.ts";

const password = "monsoon-kettle-42";
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ config: { rateLimits: "off" } });
});
afterAll(() => core.close());

async function registered() {
  const phone = aPhone();
  const anyone = core.as({ kind: "anonymous" });
  const { customer } = await registerCustomer(anyone, { phoneNumber: phone, password, fullName: "Asha Rao" });
  const isTheirs = eq(customerSessions.userId, customer.id);
  const sessions = () => core.runtime.db.orm.select().from(customerSessions).where(isTheirs);
  const [session] = await sessions();
  const actor: CustomerActor = {
    ...{ kind: "customer", customerId: customer.id, sessionId: session?.id ?? "", status: "active" },
  };
  return { id: customer.id, phone, sessions, ctx: core.as(actor) };
}

/** Signs in while `meanwhile` happens between the password being verified and the session being opened. */
function signInDuring(phone: string, meanwhile: (ctx: CoreContext) => Promise<unknown>) {
  const { db } = core.runtime;
  const query: typeof db.query = async (config) => {
    if (config.name === "identity.customer.insertSession") {
      core.clock.advance(1_000);
      await meanwhile(core.as({ kind: "anonymous" }));
    }
    return db.query(config);
  };
  const ctx = { ...core.as({ kind: "anonymous" } as const), db: { ...db, query } };
  return signInCustomerWith(ctx, { phoneNumber: phone, password }, openTokens);
}

it("opens no session with a password that was changed while it was verified", async () => {
  const { phone, ctx, sessions } = await registered();
  const newPassword = "another-kettle-43";
  const late = signInDuring(phone, () => changePassword(ctx, { currentPassword: password, newPassword }));
  await expect(late).rejects.toMatchObject({ reason: "identity.badCredentials" });
  expect((await sessions()).map((session) => session.id)).toEqual([ctx.actor.sessionId]);
});

it("opens no session of an account that was suspended while its password was verified", async () => {
  const { id, phone, sessions } = await registered();
  const staff = await core.admin("owner");
  const late = signInDuring(phone, () =>
    adminRouter.createCaller(staff).customers.suspend({ customerId: id, reason: "A complaint" }),
  );
  await expect(late).rejects.toMatchObject({ reason: "identity.accountSuspended" });
  expect(await sessions()).toEqual([]);
});
