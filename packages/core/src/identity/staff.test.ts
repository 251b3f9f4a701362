import { adminSessions, admins, auditEvents } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { AdminActor, CoreContext } from "../context.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { authenticate } from "./authenticate.ts";
import { changePassword } from "./change-password.ts";
import { createAdmin } from "./create-admin.ts";
import { disableAdmin } from "./disable-admin.ts";
import { enableAdmin } from "./enable-admin.ts";
import { ensureFirstOwner } from "./ensure-first-owner.ts";
import { identityErrors } from "./errors.ts";
import { getAdminProfile } from "./get-admin-profile.ts";
import { listAdmins } from "./list-admins.ts";
import { signInAdmin } from "./sign-in-admin.ts";
import { updateAdmin } from "./update-admin.ts";

const password = "monsoon-kettle-42";
const nobody = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
let core: TestCore;
let owner: CoreContext<AdminActor>;
let names = 0;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());
beforeEach(async () => {
  await core.runtime.db.orm.update(admins).set({ status: "disabled" }).where(eq(admins.role, "owner"));
  owner = await core.admin("owner");
});

it("adds a member of staff who signs in and is asked for another password", async () => {
  const email = anEmail();
  const created = await createAdmin(owner, { email, fullName: "Meera Iyer", role: "support", password });
  expect(created).toMatchObject({ email, role: "support", status: "active", mustChangePassword: true });
  expect(created).not.toHaveProperty("passwordHash");
  const ctx = await signedIn(email, password);
  await changePassword(ctx, { currentPassword: password, newPassword: "banyan-lantern-77" });
  expect(await getAdminProfile(ctx, {})).toMatchObject({ id: created.id, mustChangePassword: false });
  const rows = await auditOf("identity.createAdmin", created.id);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(password);
});

it("refuses an address that is taken and a common password", async () => {
  const input = { email: anEmail(), fullName: "Meera Iyer", role: "support", password } as const;
  await createAdmin(owner, input);
  await expect(createAdmin(owner, input)).rejects.toThrow(identityErrors.emailTaken());
  await expect(createAdmin(owner, { ...input, email: anEmail(), password: "admin@123" })).rejects.toThrow(
    identityErrors.passwordCommon(),
  );
});

it("changes a role, which counts at once in this process", async () => {
  const email = anEmail();
  const { id } = await createAdmin(owner, { email, fullName: "Meera Iyer", role: "support", password });
  const { accessToken } = await signInAdmin(anyone(), { email, password });
  expect(await authenticate(core.runtime, { bearer: accessToken })).toMatchObject({ role: "support" });
  await updateAdmin(owner, { adminId: id, role: "finance" });
  expect(await authenticate(core.runtime, { bearer: accessToken })).toMatchObject({ role: "finance" });
  expect(await auditOf("identity.updateAdmin", id)).toMatchObject([
    { before: { role: "support" }, after: { role: "finance" } },
  ]);
});

it("writes a change of staff down once, with names masked, and one that changes nothing not at all", async () => {
  const { id } = await createAdmin(owner, { email: anEmail(), fullName: "Meera Iyer", role: "support", password });
  await updateAdmin(owner, { adminId: id, fullName: "Meera Krishnan" });
  await updateAdmin(owner, { adminId: id, fullName: "Meera Krishnan", role: "support" });
  const rows = await auditOf("identity.updateAdmin", id);
  expect(rows).toHaveLength(1);
  expect(rows).toMatchObject([
    { actorId: owner.actor.adminId, before: { role: "support" }, after: { role: "support" } },
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/Krishnan|Iyer/);
});

it("disables a member of staff, ends their sessions and lets them in again when enabled", async () => {
  const email = anEmail();
  const { id } = await createAdmin(owner, { email, fullName: "Meera Iyer", role: "content", password });
  const { accessToken } = await signInAdmin(anyone(), { email, password });
  await authenticate(core.runtime, { bearer: accessToken });
  expect(await disableAdmin(owner, { adminId: id })).toMatchObject({ status: "disabled" });
  await expect(authenticate(core.runtime, { bearer: accessToken })).rejects.toThrow(identityErrors.sessionEnded());
  await expect(signInAdmin(anyone(), { email, password })).rejects.toThrow(identityErrors.staffDisabled());
  await enableAdmin(owner, { adminId: id });
  await signInAdmin(anyone(), { email, password });
  await enableAdmin(owner, { adminId: id });
  expect(await auditOf("identity.enableAdmin", id)).toHaveLength(1);
});

it("neither disables nor demotes the last active owner", async () => {
  const { adminId } = owner.actor;
  await expect(disableAdmin(owner, { adminId })).rejects.toThrow(identityErrors.lastOwner());
  await expect(updateAdmin(owner, { adminId, role: "manager" })).rejects.toThrow(identityErrors.lastOwner());
  expect(await updateAdmin(owner, { adminId, fullName: "Still Owner" })).toMatchObject({ role: "owner" });
});

it("keeps one owner when all of them are disabled and demoted at once", async () => {
  const others = await Promise.all([core.admin("owner"), core.admin("owner"), core.admin("owner")]);
  const ids = [owner, ...others].map((each) => each.actor.adminId);
  const outcomes = await Promise.allSettled(
    ids.map((adminId, i) =>
      i % 2 === 0 ? disableAdmin(owner, { adminId }) : updateAdmin(owner, { adminId, role: "manager" }),
    ),
  );
  const refused = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason.reason] : []));
  expect(refused).toEqual([identityErrors.lastOwner().reason]);
  const left = await core.runtime.db.orm
    .select()
    .from(admins)
    .where(and(eq(admins.role, "owner"), eq(admins.status, "active")));
  expect(left).toHaveLength(1);
});

it("says of staff that are not there that there are none", async () => {
  await expect(disableAdmin(owner, { adminId: nobody })).rejects.toThrow(identityErrors.staffNotFound());
  await expect(enableAdmin(owner, { adminId: nobody })).rejects.toThrow(identityErrors.staffNotFound());
  await expect(updateAdmin(owner, { adminId: nobody })).rejects.toThrow(identityErrors.staffNotFound());
});

it("lists staff page by page, by role and status", async () => {
  const all: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAdmins(owner, { limit: 2, cursor });
    all.push(...page.items.map((each) => each.email));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const rows = await core.runtime.db.orm.select({ email: admins.email }).from(admins);
  expect(all).toEqual(rows.map((row) => row.email).sort());
  const owners = await listAdmins(owner, { limit: 100, role: "owner", status: "active" });
  expect(owners.items.map((each) => each.id)).toEqual([owner.actor.adminId]);
  await expect(listAdmins(owner, { limit: 2, cursor: "nonsense" })).rejects.toMatchObject({
    reason: "request.badCursor",
  });
});

it("makes the first owner once, also when several processes start together", async () => {
  const fresh = await createTestCore();
  const ctx = fresh.as({ kind: "system" });
  const answers = await Promise.all([1, 2, 3].map(() => ensureFirstOwner(ctx, { email: "Admin@Nexa.local" })));
  expect(answers.map((each) => each.email)).toEqual(Array(3).fill("admin@nexa.local"));
  const generated = answers.flatMap((each) => each.generatedPassword ?? []);
  expect(generated).toHaveLength(1);
  const input = { email: "admin@nexa.local", password: generated[0] ?? "" };
  await signInAdmin(fresh.as({ kind: "anonymous" }), input);
  expect(await ensureFirstOwner(ctx, { email: "other@nexa.local", password })).toEqual({ email: "admin@nexa.local" });
  expect(await fresh.runtime.db.orm.select().from(adminSessions)).toHaveLength(1);
  await fresh.close();
});

it("takes the first owner's password as given, but not a common or short one", async () => {
  const fresh = await createTestCore();
  const ctx = fresh.as({ kind: "system" });
  const email = "admin@nexa.local";
  await expect(ensureFirstOwner(ctx, { email, password: "password1" })).rejects.toThrow(
    identityErrors.passwordCommon(),
  );
  await expect(ensureFirstOwner(ctx, { email, password: "short" })).rejects.toThrow();
  expect(await ensureFirstOwner(ctx, { email, password })).toEqual({ email });
  await signInAdmin(fresh.as({ kind: "anonymous" }), { email, password });
  await fresh.close();
});

const anyone = () => core.as({ kind: "anonymous" });

async function signedIn(email: string, typed: string): Promise<CoreContext<AdminActor>> {
  const { accessToken } = await signInAdmin(anyone(), { email, password: typed });
  const actor = await authenticate(core.runtime, { bearer: accessToken });
  if (actor.kind !== "admin") throw new Error("not signed in");
  return core.as(actor);
}

function auditOf(action: string, subjectId: string) {
  return core.runtime.db.orm
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, action), eq(auditEvents.subjectId, subjectId)));
}

function anEmail(): string {
  names += 1;
  return `staff${names}@nexa.test`;
}
