import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ContentStore } from "@nexa/content";
import { type AdminRole, newId, type PartnerScope } from "@nexa/contracts";
import {
  adminSessions,
  admins,
  catalogVersion,
  categories,
  connectDatabase,
  customerSessions,
  customers,
  lineOwnerships,
  lines,
  plans,
} from "@nexa/db";
import {
  createLocalFolderFiles,
  createLocalFolderStorage,
  createSimulatedGateway,
  type SimulatedGateway,
  type SimulatedGatewayOptions,
} from "@nexa/integrations";
import type { EmailMessage, EmailPort } from "@nexa/integrations/email/port";
import type { PushMessage, PushPort } from "@nexa/integrations/push/port";
import type { SmsMessage, SmsPort } from "@nexa/integrations/sms/port";
import { type Recording, recordingEmail, recordingPush, recordingSms } from "@nexa/integrations/testing/index";
import { createTestDatabase } from "@nexa/vitest/database";
import { sql } from "drizzle-orm";
import { forgetCatalog } from "../catalog/index.ts";
import { type MovableClock, movableClock } from "../clock.ts";
import type { Actor, AdminActor, CoreContext, CustomerActor, PartnerActor } from "../context.ts";
import { type CoreConfig, createRuntime, type Gateways, type Logger, type Runtime } from "../runtime.ts";
import { mintPartner } from "./mint-partner.ts";

export type TestCustomer = { id: string; phone: string; lineId: string; ctx: CoreContext<CustomerActor> };
/** A partner with the key it calls with. */
export type TestPartner = { id: string; key: string; apiKeyId: string; ctx: CoreContext<PartnerActor> };
export type TestPlan = typeof plans.$inferSelect;
export type TestSms = SmsPort & Recording<SmsMessage>;
export type TestPush = PushPort & Recording<PushMessage>;
export type TestEmail = EmailPort & Recording<EmailMessage>;

export type TestCore = {
  runtime: Runtime;
  clock: MovableClock;
  gateway: SimulatedGateway;
  sms: TestSms;
  push: TestPush;
  email: TestEmail;
  /** The address of this core's own database. */
  databaseUrl: string;
  /** A context for any actor. */
  as<A extends Actor>(actor: A): CoreContext<A>;
  /** A job's context, as the worker has it. */
  job(): CoreContext;
  /** A second runtime on the same database and clock: another server. */
  another(): Runtime;
  customer(fields?: { phone?: string; fullName?: string; status?: "active" | "inactive" }): Promise<TestCustomer>;
  admin(role?: AdminRole): Promise<CoreContext<AdminActor>>;
  /** A new partner with a key of these scopes; with `partnerId` another key of that partner. */
  partner(scopes: readonly PartnerScope[], partnerId?: string): Promise<TestPartner>;
  plan(fields?: Partial<typeof plans.$inferInsert>): Promise<TestPlan>;
  close(): Promise<void>;
};

export type TestCoreOptions = {
  now?: Date;
  sms?: TestSms;
  push?: TestPush;
  email?: TestEmail;
  config?: Partial<CoreConfig>;
  gateway?: Partial<SimulatedGatewayOptions>;
  /** Where content is kept. Unset: in this core's own database. */
  content?: ContentStore;
};

const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const MAX_CONNECTIONS = 12;

let phoneCounter = 0;

/** A valid Indian mobile number, another one each time. */
export function aPhone(): string {
  phoneCounter += 1;
  return `+9198${String(10_000_000 + phoneCounter)}`;
}

/** The whole core on a database of its own, with a clock moved by hand and the simulated gateway. For tests. */
export async function createTestCore(options: TestCoreOptions = {}): Promise<TestCore> {
  const database = await createTestDatabase();
  const clock = movableClock(options.now ?? new Date());
  const sms = options.sms ?? recordingSms();
  const push = options.push ?? recordingPush();
  const email = options.email ?? recordingEmail();
  const folder = join(tmpdir(), `nexa-core-${randomUUID()}`);
  const gateway = createSimulatedGateway({
    database: database.url,
    clock,
    webhookSecret: "a secret only tests know",
    timing: {
      timeoutMs: 10,
      slowMs: 10,
      pendingMs: null,
      timeoutCaptureMs: null,
      lateCaptureMs: null,
      refundPendingMs: null,
    },
    ...options.gateway,
  });
  await gateway.ensureSchema();
  const storage = createLocalFolderStorage(join(folder, "uploads"));
  const gateways: Gateways = { payments: gateway, sms, push, email, storage, files: createLocalFolderFiles(folder) };
  const runtimes: Runtime[] = [];
  const another = () => {
    const runtime = testRuntime(database.url, clock, gateways, options);
    runtimes.push(runtime);
    return runtime;
  };
  const runtime = another();
  const as = <A extends Actor>(actor: A) => contextOf(runtime, actor);
  return {
    runtime,
    clock,
    gateway,
    sms,
    push,
    email,
    databaseUrl: database.url,
    as,
    job: () => as<Actor>({ kind: "job", name: "test" }),
    another,
    customer: (fields) => mintCustomer(runtime, fields),
    admin: (role) => mintAdmin(runtime, role ?? "owner"),
    partner: async (scopes, partnerId) => {
      const { actor, ...partner } = await mintPartner(runtime, scopes, partnerId);
      return { ...partner, ctx: as(actor) };
    },
    plan: (fields) => mintPlan(runtime, fields),
    close: async () => {
      for (const each of runtimes) await each.close();
      await gateway.stop();
      for (const each of runtimes) await each.db.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The context of a request by `actor` on any runtime. */
export function contextOf<A extends Actor>(runtime: Runtime, actor: A): CoreContext<A> {
  const { db, content, gateways, clock, logger } = runtime;
  const caller = { ip: "127.0.0.1", userAgent: "test" };
  return { db, content, gateways, clock, logger, actor, caller, requestId: randomUUID(), runtime };
}

function testRuntime(url: string, clock: MovableClock, gateways: Gateways, options: TestCoreOptions): Runtime {
  return createRuntime({
    db: connectDatabase({ url, name: "test", maxConnections: MAX_CONNECTIONS }),
    clock,
    logger: silent,
    gateways,
    config: {
      authSecrets: ["0123456789abcdef0123456789abcdef"],
      phoneVerification: "off",
      operator: { country: "IN", timezone: "Asia/Kolkata", currency: "INR" },
      publicUrl: "https://nexa.test",
      ...options.config,
    },
    content: options.content,
  });
}

async function mintCustomer(
  runtime: Runtime,
  fields: { phone?: string; fullName?: string; status?: "active" | "inactive" } = {},
): Promise<TestCustomer> {
  const now = runtime.clock.now();
  const { orm } = runtime.db;
  const [id, lineId, sessionId] = [newId(now), newId(now), newId(now)];
  const phone = fields.phone ?? aPhone();
  const status = fields.status ?? "active";
  const fullName = fields.fullName ?? "Asha Rao";
  await orm
    .insert(customers)
    .values({ id, phone, fullName, status, phoneVerifiedAt: now, createdAt: now, updatedAt: now });
  await orm.insert(lines).values({ id: lineId, phone, ownerId: id, createdAt: now });
  await orm.insert(lineOwnerships).values({ id: newId(now), lineId, customerId: id, since: now });
  await orm.insert(customerSessions).values(sessionRow(id, sessionId, now));
  return { id, phone, lineId, ctx: contextOf(runtime, { kind: "customer", customerId: id, sessionId, status }) };
}

async function mintAdmin(runtime: Runtime, role: AdminRole): Promise<CoreContext<AdminActor>> {
  const now = runtime.clock.now();
  const [id, sessionId] = [newId(now), newId(now)];
  await runtime.db.orm.insert(admins).values({
    id,
    email: `${id}@nexa.test`,
    fullName: "Meera Iyer",
    passwordHash: "none",
    role,
    createdAt: now,
    updatedAt: now,
  });
  await runtime.db.orm.insert(adminSessions).values(sessionRow(id, sessionId, now));
  return contextOf(runtime, { kind: "admin", adminId: id, sessionId, role });
}

function sessionRow(userId: string, id: string, now: Date) {
  const expiresAt = new Date(now.getTime() + 365 * 86_400_000);
  const channel = "token" as const;
  return { secretHash: randomUUID(), id, userId, channel, createdAt: now, lastUsedAt: now, expiresAt };
}

async function mintPlan(runtime: Runtime, fields: Partial<typeof plans.$inferInsert> = {}): Promise<TestPlan> {
  const now = runtime.clock.now();
  const { orm } = runtime.db;
  const categoryId = fields.categoryId ?? newId(now);
  if (!fields.categoryId) {
    const category = { id: categoryId, name: `Category ${categoryId}`, createdAt: now, updatedAt: now };
    await orm.insert(categories).values(category);
  }
  const id = newId(now);
  const [plan] = await orm
    .insert(plans)
    .values({
      id,
      categoryId,
      name: `Super 299 ${id}`,
      type: "prepaid",
      priceMinor: 29_900,
      validityDays: 28,
      description: "Unlimited calls and 1.5 GB a day",
      dataAllowanceBytes: 42 * 1024 ** 3,
      dailyDataLimitBytes: 1.5 * 1024 ** 3,
      createdAt: now,
      updatedAt: now,
      ...fields,
    })
    .returning();
  await orm.update(catalogVersion).set({ version: sql`${catalogVersion.version} + 1` });
  forgetCatalog({ runtime });
  if (!plan) throw new Error("the plan was not written");
  return plan;
}
