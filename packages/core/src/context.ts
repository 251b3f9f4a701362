import type { ContentStore } from "@nexa/content";
import type { AccountStatus, AdminRole, PartnerScope } from "@nexa/contracts";
import { type Database, inTransaction } from "@nexa/db";
import type { Clock } from "./clock.ts";
import type { Gateways, Logger, Runtime } from "./runtime.ts";

export type AnonymousActor = { readonly kind: "anonymous" };
export type CustomerActor = {
  readonly kind: "customer";
  readonly customerId: string;
  /** The session's public id. */
  readonly sessionId: string;
  /** `active`, or `inactive`: may read, may not buy. Others never get this far. */
  readonly status: Extract<AccountStatus, "active" | "inactive">;
};
export type AdminActor = {
  readonly kind: "admin";
  readonly adminId: string;
  readonly sessionId: string;
  readonly role: AdminRole;
};
export type PartnerActor = {
  readonly kind: "partner";
  readonly partnerId: string;
  readonly apiKeyId: string;
  readonly scopes: readonly PartnerScope[];
};
export type JobActor = { readonly kind: "job"; readonly name: string };
export type SystemActor = { readonly kind: "system" };

/** Who does it. */
export type Actor = AnonymousActor | CustomerActor | AdminActor | PartnerActor | JobActor | SystemActor;

/** Where a request came from. */
export type Caller = { readonly ip: string | null; readonly userAgent: string | null };

/** What a verb tells the way it was called beside its output. REST answers `Idempotency-Replayed: true` where `replayed` is set. */
export type Reply = { replayed?: boolean };

/** What every verb gets: no globals, no ambient time, no environment. */
export type CoreContext<A extends Actor = Actor> = {
  /** The pool, or inside `withTransaction` the transaction. */
  readonly db: Database;
  /** The CMS content, a store of its own: it is in no transaction of `db`. */
  readonly content: ContentStore;
  readonly gateways: Gateways;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly actor: A;
  readonly caller: Caller;
  readonly requestId: string;
  readonly runtime: Runtime;
  /** Set by the REST adapter, one for each request: `if (ctx.reply) ctx.reply.replayed = true`. */
  readonly reply?: Reply;
};

/** Runs `work` in one transaction (a savepoint when already in one). Pass the context it gets on to every verb you call. */
export function withTransaction<A extends Actor, T>(
  ctx: CoreContext<A>,
  work: (tx: CoreContext<A>) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx.db, (db) => work({ ...ctx, db }));
}

/** The id of the actor for event rows; null where it has none. */
export function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case "customer":
      return actor.customerId;
    case "admin":
      return actor.adminId;
    case "partner":
      return actor.partnerId;
    case "job":
      return actor.name;
    default:
      return null;
  }
}
