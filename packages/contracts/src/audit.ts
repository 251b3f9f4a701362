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
  /** How the action begins: one (`catalog.updatePlan`), or all of a domain (`catalog`). */
  action: Name.optional(),
  actorKind: z.enum(AUDIT_ACTOR_KINDS).optional(),
  actorId: Name.optional(),
  subjectKind: Name.optional(),
  subjectId: Name.optional(),
  requestId: Name.optional(),
  /** Stands in the reason or the values before and after, in any case of its letters. */
  text: boundedText(3, 100).optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
});
export type ListAuditEventsInput = z.infer<typeof ListAuditEventsInput>;
export const ListAuditEventsOutput = pageOf(AuditEvent);
export type ListAuditEventsOutput = z.infer<typeof ListAuditEventsOutput>;

/** The head of an earlier answer: only what came after it is read. */
export const VerifyAuditLogInput = z.strictObject({
  afterSeq: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  afterHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be a hash of 64 lower-case hex digits")
    .optional(),
});
export type VerifyAuditLogInput = z.infer<typeof VerifyAuditLogInput>;

/** What is wrong with the first broken row: `deleted` (its place is empty), `altered`, or `inserted` (it does not continue the chain). */
export const AUDIT_FAULTS = ["altered", "deleted", "inserted"] as const;

export const VerifyAuditLogOutput = z.object({
  /** Whether nothing wrong was found in what was read. */
  isIntact: z.boolean(),
  /** False where the log is longer than one answer: call again with the head. */
  isComplete: z.boolean(),
  /** Rows that were read and found right. */
  checkedCount: z.int().min(0),
  /** Rows written but not chained yet: found when put in or changed by others, not when deleted. */
  unsealedCount: z.int().min(0),
  /** The last row found right, to be kept elsewhere for comparison. Null while nothing is sealed. */
  head: z.object({ seq: z.int(), hash: z.string() }).nullable(),
  /** `seq` is null for a row that is not sealed yet. */
  firstBroken: z.object({ seq: z.int().nullable(), id: Id.nullable(), fault: z.enum(AUDIT_FAULTS) }).nullable(),
});
export type VerifyAuditLogOutput = z.infer<typeof VerifyAuditLogOutput>;
