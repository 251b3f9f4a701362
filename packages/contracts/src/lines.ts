import { z } from "zod";
import { LINE_MODES } from "./enums.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
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

export const ListLinesInput = z.strictObject(PageInput);
export type ListLinesInput = z.infer<typeof ListLinesInput>;

/** The registered number comes first. */
export const ListLinesOutput = pageOf(Line);
export type ListLinesOutput = z.infer<typeof ListLinesOutput>;
