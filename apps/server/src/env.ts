import { readEnvironment, SHARED_VARIABLES } from "@nexa/core/composition/index";
import { z } from "zod";

const origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin);

/** The server's environment. Empty variables count as unset. */
export const EnvSchema = z.object({
  ...SHARED_VARIABLES,
  NEXA_ADMIN_EMAIL: z.email().default("admin@nexa.local").describe("Sign-in of the first owner."),
  NEXA_ADMIN_PASSWORD: z
    .string()
    .min(8)
    .max(128)
    .optional()
    .describe("Password of the first owner, used once. Unset, npm start makes one."),
  CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(",").map((each) => each.trim()))
    .pipe(z.array(origin))
    .default([])
    .describe("Other web addresses that may call with cookies, joined by commas."),
  TRUST_PROXY: z.coerce
    .number()
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe("How many proxies of your own stand in front; their X-Forwarded-For is believed. 0: none."),
});

export type Env = z.output<typeof EnvSchema>;

/**
 * Reads the environment.
 * @throws BadEnvironment naming every variable that is wrong.
 */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  return readEnvironment(EnvSchema, variables, "server");
}
