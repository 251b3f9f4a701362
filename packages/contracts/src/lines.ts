import { z } from "zod";
import { OneTimeCode } from "./credentials.ts";
import { LINE_MODES } from "./enums.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { PhoneNumber } from "./phone.ts";
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

export const RequestLineInput = z.strictObject({ phoneNumber: PhoneNumber });
export type RequestLineInput = z.infer<typeof RequestLineInput>;

/** The same for every number, whoever has it. */
export const RequestLineOutput = z.object({
  /** Names this request in the confirmation; the number's own id comes with the answer to that. */
  lineId: Id,
  /** Seconds until the code ends. */
  expiresIn: z.int(),
});
export type RequestLineOutput = z.infer<typeof RequestLineOutput>;

export const ConfirmLineInput = z.strictObject({ lineId: Id, code: OneTimeCode });
export type ConfirmLineInput = z.infer<typeof ConfirmLineInput>;

export const LineIdInput = z.strictObject({ lineId: Id });
export type LineIdInput = z.infer<typeof LineIdInput>;
