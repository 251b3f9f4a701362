import { z } from "zod";
import { GatewayRequestInvalid } from "../errors.ts";

const attemptId = z.uuid().transform((id) => id.toLowerCase());
const amountMinor = z.int().min(0);
const currency = z.string().regex(/^[A-Z]{3}$/);

/** Text as PostgreSQL can store it. */
const text = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((value) => !value.includes("\0"), "must not contain a NUL character");

export const chargeRequestSchema = z.strictObject({
  attemptId,
  amountMinor,
  currency,
  method: text(32),
  token: text(128).optional(),
  reference: text(64),
});

export const refundRequestSchema = z.strictObject({ attemptId, chargeReference: text(64), amountMinor, currency });

export const attemptIdSchema = attemptId;

/**
 * Parses what a caller asks of the gateway.
 * @throws GatewayRequestInvalid naming the first field that is wrong.
 */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".") || "request";
  throw new GatewayRequestInvalid(`The gateway refuses the ${field}: ${issue?.message ?? "wrong form"}.`);
}
