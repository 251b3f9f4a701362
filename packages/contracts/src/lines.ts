import { z } from "zod";
import { LINE_MODES } from "./enums.ts";
import { Id } from "./ids.ts";
import { Timestamp } from "./text.ts";

/** A number the customer owns. */
export const Line = z.object({
  id: Id,
  phoneNumber: z.string(),
  /** The number the customer signs in with. */
  isRegistered: z.boolean(),
  mode: z.enum(LINE_MODES),
  /** End of the chain of base plans, where one runs or waits. */
  baseEndsAt: Timestamp.nullable(),
  /** Since when the customer owns it. */
  ownedSince: Timestamp,
});
export type Line = z.infer<typeof Line>;

export const ListLinesInput = z.strictObject({});
export type ListLinesInput = z.infer<typeof ListLinesInput>;

/** All of them: a customer owns a handful. The registered one comes first. */
export const ListLinesOutput = z.object({ items: z.array(Line), nextCursor: z.null() });
export type ListLinesOutput = z.infer<typeof ListLinesOutput>;
