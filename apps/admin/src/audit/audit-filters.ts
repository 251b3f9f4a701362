import { AUDIT_ACTOR_KINDS } from "@nexa/contracts/audit";

/** What the address of the log may say. */
export const AUDIT_FILTERS = {
  text: "text",
  action: "text",
  actorKind: AUDIT_ACTOR_KINDS,
  actorId: "text",
  subjectKind: "text",
  subjectId: "text",
  requestId: "text",
  from: "text",
  to: "text",
} as const;
