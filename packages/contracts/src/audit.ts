import { z } from "zod";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { boundedText, Timestamp } from "./text.ts";

/** Who did something. */
export const AUDIT_ACTOR_KINDS = ["anonymous", "customer", "admin", "partner", "job", "system"] as const;

/** One row of the audit log; `seq` and `hash` are null until the sealer has chained it, seconds after it was written. */
export const AuditEvent = z.object({
  id: Id,
  at: Timestamp,
  actorKind: z.string(),
  actorId: z.string().nullable(),
  action: z.string(),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
  requestId: z.string(),
  reason: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  seq: z.int().nullable(),
  hash: z.string().nullable(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

const Name = boundedText(1, 100);

export const ListAuditEventsInput = z.strictObject({
  ...PageInput,
  /** An action (`catalog.updatePlan`), or all of a domain (`catalog`). */
  action: Name.optional(),
  actorKind: z.enum(AUDIT_ACTOR_KINDS).optional(),
  actorId: Name.optional(),
  subjectKind: Name.optional(),
  subjectId: Name.optional(),
  requestId: Name.optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
});
export type ListAuditEventsInput = z.infer<typeof ListAuditEventsInput>;
export const ListAuditEventsOutput = pageOf(AuditEvent);
export type ListAuditEventsOutput = z.infer<typeof ListAuditEventsOutput>;

export const VerifyAuditLogInput = z.strictObject({});
export type VerifyAuditLogInput = z.infer<typeof VerifyAuditLogInput>;

/** What is wrong with the first broken row: `deleted` (its place is empty), `altered`, or `inserted` (it does not continue the chain). */
export const AUDIT_FAULTS = ["altered", "deleted", "inserted"] as const;

export const VerifyAuditLogOutput = z.object({
  isIntact: z.boolean(),
  /** Rows that were read and found right. */
  checkedCount: z.int().min(0),
  /** Rows written but not chained yet; they are not covered. */
  unsealedCount: z.int().min(0),
  /** The last sealed row, to be kept elsewhere for comparison. Null while nothing is sealed. */
  head: z.object({ seq: z.int(), hash: z.string() }).nullable(),
  firstBroken: z.object({ seq: z.int(), id: Id.nullable(), fault: z.enum(AUDIT_FAULTS) }).nullable(),
});
export type VerifyAuditLogOutput = z.infer<typeof VerifyAuditLogOutput>;
