import { adminResetTokens, admins, auditEvents } from "@nexa/db";
import { failingEmail } from "@nexa/integrations/testing/index";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AdminActor, CoreContext } from "../context.ts";
import { refusalOf } from "../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { changePassword } from "./change-password.ts";
import { stranger } from "./codes.fixture.ts";
import { createAdmin } from "./create-admin.ts";
import { disableAdmin } from "./disable-admin.ts";
import { enableAdmin } from "./enable-admin.ts";
import { identityErrors } from "./errors.ts";
import { issueAdminResetLink } from "./issue-admin-reset-link.ts";
import { laterWorkDone } from "./later-work.ts";
import { openTokens } from "./open-session.ts";
import { requestAdminReset } from "./request-admin-reset.ts";
import { resetAdminPassword } from "./reset-admin-password.ts";
import { signInAdmin } from "./sign-in-admin.ts";

const MINUTE = 60_000;
const firstPassword = "monsoon-kettle-42";
const newPassword = "banyan-lantern-77";
let core: TestCore;
let owner: CoreContext<AdminActor>;
let people = 0;

beforeAll(async () => {
  core = await createTestCore();
  owner = await core.admin("owner");
});
afterAll(() => core.close());

async function colleague() {
  people += 1;
  const email = `meera.${people}@nexa.test`;
  const { id } = await createAdmin(owner, { email, fullName: "Meera Iyer", role: "support", password: firstPassword });
  return { id, email };
}

/** The token of the link mailed last to an address; null where none was. */
async function mailedToken(email: string): Promise<string | null> {
  await laterWorkDone(core);
  const mail = core.email.sent().findLast(({ to }) => to === email);
  return mail ? (/^https:\/\/nexa\.test\/console\/reset-password#token=(\S+)$/m.exec(mail.text)?.[1] ?? "") : null;
}

const tokenOf = (link: string) => link.split("#token=")[1] ?? "";

it("mails a link by which staff set a forgotten password anew: sessions end, the new one signs in", async () => {
  const { id, email } = await colleague();
  await openTokens(stranger(core), { kind: "admin", userId: id });
  expect(await requestAdminReset(stranger(core), { email })).toEqual({ expiresIn: 1_800 });
  const token = (await mailedToken(email)) ?? "";
  expect(token).toMatch(/^[\w-]{43}$/);
  await resetAdminPassword(stranger(core), { token, newPassword });
  const { rows } = await core.runtime.db.pool.query("select 1 from admin_sessions where user_id = $1", [id]);
  expect(rows).toEqual([]);
  await signInAdmin(stranger(core), { email, password: newPassword });
  expect(await refusalOf(signInAdmin(stranger(core), { email, password: firstPassword }))).toEqual(
    identityErrors.badCredentials(),
  );
  const [row] = await core.runtime.db.orm.select().from(admins).where(eq(admins.id, id));
  expect(row?.mustChangePassword).toBe(false);
});

it("answers the same for an address nobody has, and mails nothing there or to a disabled account", async () => {
  const [known, disabled] = [await colleague(), await colleague()];
  await disableAdmin(owner, { adminId: disabled.id });
  const answers = [];
  for (const email of [known.email, disabled.email, "nobody@nexa.test"]) {
    answers.push(await requestAdminReset(stranger(core), { email }));
  }
  expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(await mailedToken(known.email)).not.toBeNull();
  expect(await mailedToken(disabled.email)).toBeNull();
  expect(await mailedToken("nobody@nexa.test")).toBeNull();
});

it("takes a link once, for 30 minutes, and only the account's own", async () => {
  const { id, email } = await colleague();
  const issue = async () => tokenOf((await issueAdminResetLink(owner, { adminId: id })).link);
  const reset = (token: string) => refusalOf(resetAdminPassword(stranger(core), { token, newPassword }));
  const late = await issue();
  core.clock.advance(30 * MINUTE);
  expect(await reset(late)).toEqual(identityErrors.resetLinkInvalid());
  expect(await reset("a".repeat(43))).toEqual(identityErrors.resetLinkInvalid());
  const token = await issue();
  const use = () => resetAdminPassword(stranger(core), { token, newPassword });
  const outcomes = await Promise.allSettled([use(), use(), use()]);
  expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  expect(await reset(token)).toEqual(identityErrors.resetLinkInvalid());
  await signInAdmin(stranger(core), { email, password: newPassword });
});

it("ends a colleague's other links with every new password, however it was set", async () => {
  const { id, email } = await colleague();
  const issue = async () => tokenOf((await issueAdminResetLink(owner, { adminId: id })).link);
  const [first, second] = [await issue(), await issue()];
  await resetAdminPassword(stranger(core), { token: first, newPassword });
  const dead = (token: string) => refusalOf(resetAdminPassword(stranger(core), { token, newPassword: firstPassword }));
  expect(await dead(second)).toEqual(identityErrors.resetLinkInvalid());
  const third = await issue();
  const self = core.as({ kind: "admin", adminId: id, sessionId: id, role: "support" });
  await changePassword(self, { currentPassword: newPassword, newPassword: "jasmine-river-19" });
  expect(await dead(third)).toEqual(identityErrors.resetLinkInvalid());
  await signInAdmin(stranger(core), { email, password: "jasmine-river-19" });
});

it("refuses a link to an account that was disabled meanwhile, and a common password", async () => {
  const { id } = await colleague();
  const token = tokenOf((await issueAdminResetLink(owner, { adminId: id })).link);
  const common = resetAdminPassword(stranger(core), { token, newPassword: "password123" });
  expect(await refusalOf(common)).toEqual(identityErrors.passwordCommon());
  await disableAdmin(owner, { adminId: id });
  const refused = resetAdminPassword(stranger(core), { token, newPassword });
  expect(await refusalOf(refused)).toEqual(identityErrors.resetLinkInvalid());
  await enableAdmin(owner, { adminId: id });
  const again = resetAdminPassword(stranger(core), { token, newPassword });
  expect(await refusalOf(again)).toEqual(identityErrors.resetLinkInvalid());
});

it("issues no link for oneself, a disabled or an unknown colleague, and audits each that it issues", async () => {
  const { id } = await colleague();
  await issueAdminResetLink(owner, { adminId: id });
  const audit = await core.runtime.db.orm.select().from(auditEvents).where(eq(auditEvents.subjectId, id));
  expect(audit.map(({ action }) => action)).toContain("identity.issueAdminResetLink");
  const issue = (adminId: string) => refusalOf(issueAdminResetLink(owner, { adminId }));
  expect(await issue(owner.actor.adminId)).toEqual(identityErrors.ownResetLink());
  await disableAdmin(owner, { adminId: id });
  expect(await issue(id)).toEqual(identityErrors.resetOfDisabled());
  expect(await issue("0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01")).toEqual(identityErrors.staffNotFound());
});

it("keeps only the hash of a link, and writes it neither to the audit log nor anywhere else", async () => {
  const { id } = await colleague();
  const { link } = await issueAdminResetLink(owner, { adminId: id });
  const rows = await core.runtime.db.orm.select().from(adminResetTokens);
  const audit = await core.runtime.db.orm.select().from(auditEvents);
  expect(JSON.stringify([rows, audit])).not.toContain(tokenOf(link));
});

it("limits how many links an address asks for", async () => {
  const { email } = await colleague();
  const here = stranger(core);
  for (let asked = 0; asked < 5; asked += 1) await requestAdminReset(here, { email });
  expect(await refusalOf(requestAdminReset(here, { email }))).toMatchObject({ code: "RATE_LIMITED" });
});

it("does not fail where the mail cannot be sent, and says so in the log alone", async () => {
  const failing = await createTestCore({ email: failingEmail(9) });
  const admin = await failing.admin("owner");
  const [row] = await failing.runtime.db.orm.select().from(admins).where(eq(admins.id, admin.actor.adminId));
  expect(await requestAdminReset(stranger(failing), { email: row?.email ?? "" })).toEqual({ expiresIn: 1_800 });
  await laterWorkDone(failing);
  expect(failing.email.calls()).toHaveLength(1);
  await failing.close();
});
