import { tmpdir } from "node:os";
import { join } from "node:path";
import { selectContentStore } from "@nexa/content";
import { CoreError, newId } from "@nexa/contracts";
import {
  type AdminActor,
  type CoreContext,
  type CustomerActor,
  createRuntime,
  type Logger,
  type MovableClock,
  movableClock,
  type Runtime,
} from "@nexa/core";
import { connectDatabase, customerSessions, customers, lineOwnerships, lines } from "@nexa/db";
import { indianName } from "@nexa/db/seed/names";
import { createPhones } from "@nexa/db/seed/phones";
import { type Chance, createChance } from "@nexa/db/seed/prng";
import {
  createConsoleEmail,
  createConsolePush,
  createConsoleSms,
  createLocalFolderFiles,
  createLocalFolderStorage,
  createSimulatedGateway,
} from "@nexa/integrations";

export const DAY_MS = 86_400_000;
const SECRET = "the demo's history signs nothing";
const MAX_CONNECTIONS = 4;
const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Somebody of the demo, signed in for as long as the history is lived. */
export type DemoPerson = { id: string; lineId: string; phone: string; ctx: CoreContext<CustomerActor> };

/** The demo operator's core on a clock that starts in the past, with gateways that reach nobody. */
export type DemoWorld = {
  readonly runtime: Runtime;
  readonly clock: MovableClock;
  readonly chance: Chance;
  readonly passwordHash: string;
  readonly newPhone: () => string;
  /** Plan ids by name. */
  readonly plans: ReadonlyMap<string, string>;
  readonly now: Date;
  job(): CoreContext;
  staff(role: "manager" | "finance" | "support"): Promise<CoreContext<AdminActor>>;
  close(): Promise<void>;
};

/** For files that need not last. */
const FOLDER = join(tmpdir(), "nexa-demo");

export type DemoOptions = {
  url: string;
  now: Date;
  passwordHash: string;
  seed: number;
  /** Where the pictures of its content are kept. Unset: nowhere that lasts. */
  uploadsFolder?: string;
  /** MongoDB for its content; unset: PostgreSQL. */
  contentUrl?: string | undefined;
};

export async function openDemoWorld(options: DemoOptions): Promise<DemoWorld> {
  const { url, now, passwordHash, seed } = options;
  const db = connectDatabase({ url, name: "nexa-demo", maxConnections: MAX_CONNECTIONS });
  const clock = movableClock(now);
  const write = () => undefined;
  const payments = createSimulatedGateway({ database: url, clock, webhookSecret: SECRET });
  const gateways = {
    ...{ payments, sms: createConsoleSms({ clock, write }), push: createConsolePush({ clock, write }) },
    ...{
      email: createConsoleEmail({ clock, write }),
      storage: createLocalFolderStorage(options.uploadsFolder ?? FOLDER),
    },
    files: createLocalFolderFiles(FOLDER),
  };
  const operator = { country: "IN", timezone: "Asia/Kolkata", currency: "INR" };
  // Families of the demo agree without a code; what waits for an answer is asked for where it is made.
  const asked = { authSecrets: [SECRET], phoneVerification: "off", linkConsent: "off", rateLimits: "off" } as const;
  const config = { ...asked, operator, publicUrl: "http://localhost:3000" };
  const content = selectContentStore({ url: options.contentUrl, db, name: "nexa-demo" });
  const runtime = createRuntime({ db, clock, logger: silent, gateways, config, content });
  const chance = createChance(seed);
  const rows = await db.query<{ id: string; name: string }>({ text: "select id, name from plans" });
  const taken = await db.query<{ phone: string }>({ text: "select phone from lines" });
  const newPhone = createPhones(
    chance.fork("phones"),
    taken.map(({ phone }) => phone),
  );
  return {
    ...{ runtime, clock, chance, passwordHash, newPhone, now },
    plans: new Map(rows.map(({ id, name }) => [name, id])),
    job: () => contextOf(runtime, { kind: "job", name: "demo" }),
    staff: (role) => signInStaff(runtime, role),
    close: async () => {
      await db.query({ text: "delete from customer_sessions where user_agent = $1", values: [SECRET] });
      await db.query({ text: "delete from admin_sessions where user_agent = $1", values: [SECRET] });
      await runtime.close();
      await content.close();
      await payments.stop();
      await db.close();
    },
  };
}

/** A new customer with a line, as registering makes them. */
export async function newPerson(world: DemoWorld): Promise<DemoPerson> {
  const { runtime, clock, chance, passwordHash } = world;
  const now = clock.now();
  const { orm } = runtime.db;
  const [id, lineId, phone] = [newId(now), newId(now), world.newPhone()];
  await orm.insert(customers).values({
    ...{ id, phone, passwordHash, fullName: indianName(chance), phoneVerifiedAt: now, createdAt: now, updatedAt: now },
    language: chance.happens(0.3) ? "hi" : "en",
  });
  await newLine(world, id, { lineId, phone });
  return signIn(world, { id, lineId, phone });
}

/** A line of a customer's own. */
export async function newLine(world: DemoWorld, ownerId: string, { lineId, phone }: { lineId: string; phone: string }) {
  const now = world.clock.now();
  const { orm } = world.runtime.db;
  await orm.insert(lines).values({ id: lineId, phone, ownerId, createdAt: now });
  await orm.insert(lineOwnerships).values({ id: newId(now), lineId, customerId: ownerId, since: now });
}

/** A session that is deleted once the history is lived. */
export async function signIn({ runtime, now }: DemoWorld, person: Omit<DemoPerson, "ctx">): Promise<DemoPerson> {
  const id = newId(now);
  await runtime.db.orm.insert(customerSessions).values(sessionOf(id, person.id, now));
  return {
    ...person,
    ctx: contextOf(runtime, { kind: "customer", customerId: person.id, sessionId: id, status: "active" }),
  };
}

async function signInStaff(runtime: Runtime, role: "manager" | "finance" | "support") {
  const now = runtime.clock.now();
  const [admin] = await runtime.db.query<{ id: string }>({
    text: "select id from admins where role = $1",
    values: [role],
  });
  if (!admin) throw new Error(`the demo has no ${role}`);
  const sessionId = newId(now);
  await runtime.db.query({
    text: `insert into admin_sessions (secret_hash, id, user_id, channel, user_agent, created_at, last_used_at, expires_at)
      values ($1::text, $1::text::uuid, $2, 'token', $3, $4, $4, $4::timestamptz + interval '1 year')`,
    values: [sessionId, admin.id, SECRET, now],
  });
  return contextOf(runtime, { kind: "admin", adminId: admin.id, sessionId, role });
}

function sessionOf(id: string, userId: string, at: Date) {
  const expiresAt = new Date(at.getTime() + 365 * DAY_MS);
  return {
    secretHash: id,
    id,
    userId,
    channel: "token" as const,
    userAgent: SECRET,
    createdAt: at,
    lastUsedAt: at,
    expiresAt,
  };
}

function contextOf<A extends CoreContext["actor"]>(runtime: Runtime, actor: A): CoreContext<A> {
  const { db, content, gateways, clock, logger } = runtime;
  return {
    db,
    content,
    gateways,
    clock,
    logger,
    runtime,
    actor,
    caller: { ip: null, userAgent: null },
    requestId: "demo",
  };
}

/** What people try may be refused; that is their history too. */
export async function tried<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CoreError) return null;
    throw error;
  }
}

export function planOf({ plans }: DemoWorld, name: string): string {
  const id = plans.get(name);
  if (id === undefined) throw new Error(`the demo has no plan ${name}`);
  return id;
}
