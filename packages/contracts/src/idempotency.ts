import { z } from "zod";

/** The caller's key for an operation that must happen once: 1 to 255 visible ASCII characters. REST takes it from the header. */
export const IdempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x21-\x7e]+$/, "must be visible characters without spaces");
