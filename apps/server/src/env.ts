import { z } from "zod";

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
const MIN_SECRET_LENGTH = 32;

const port = z.coerce.number().int().min(1).max(65_535);
const origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin);

/** The server's environment. Empty variables count as unset. */
export const EnvSchema = z.object({
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: "must be a postgres:// address; npm start sets it to the embedded database",
    })
    .describe("PostgreSQL 15 or later. Unset, npm start runs an embedded one in the data folder."),
  AUTH_SECRET: z
    .string()
    .transform((text) => text.split(",").map((each) => each.trim()))
    .refine((keys) => keys.length <= 2 && keys.every((key) => key.length >= MIN_SECRET_LENGTH), {
      error: `must be one secret of ${MIN_SECRET_LENGTH} characters or more, or two of them, the newest first, joined by a comma`,
    })
    .describe("Signs tokens. To replace it, write the new one, a comma and the old one. Unset, npm start makes one."),
  NEXA_DATA_DIR: z.string().default(".nexa").describe("Where files are kept: secrets, the console outbox."),
  NEXA_DEMO: z
    .enum(["0", "1"])
    .default("0")
    .describe("1 allows what only a demo may have, such as the console SMS provider."),
  NEXA_ADMIN_EMAIL: z.email().default("admin@nexa.local").describe("Sign-in of the first owner."),
  NEXA_ADMIN_PASSWORD: z
    .string()
    .min(8)
    .max(128)
    .optional()
    .describe("Password of the first owner, used once. Unset, npm start makes one."),
  PAYMENTS_PROVIDER: z.string().default("simulated").describe("Who takes payments."),
  SMS_PROVIDER: z.string().default("console").describe("Who sends text messages."),
  PUSH_PROVIDER: z.string().default("console").describe("Who sends push messages."),
  PHONE_VERIFICATION: z
    .enum(["required", "off"])
    .default("required")
    .describe("Whether a customer proves the phone number by a code. The demo has it off."),
  PORT: port.default(3000).describe("Where the server listens."),
  PUBLIC_URL: origin.optional().describe("How the world reaches the server. Unset: http://localhost and the port."),
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
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info").describe("How much to log."),
  LOG_FILE: z.string().optional().describe("A file for the log. Unset: standard output."),
  OPERATOR_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be a country code such as IN")
    .default("IN")
    .describe("Country of national phone numbers; fixed at the first start."),
  OPERATOR_TIMEZONE: z
    .string()
    .refine(
      (zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC",
      "must be a time zone such as Asia/Kolkata",
    )
    .default("Asia/Kolkata")
    .describe("What today means; fixed at the first start."),
  OPERATOR_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a currency code such as INR")
    .default("INR")
    .describe("The one currency; fixed at the first start."),
});

export type Env = z.output<typeof EnvSchema>;

/** A configuration that cannot work, as one list for the person who starts the server. */
export class BadEnvironment extends Error {
  override readonly name = "BadEnvironment";
}

/**
 * Reads the environment.
 * @throws BadEnvironment naming every variable that is wrong.
 */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.entries(variables).filter(([name, value]) => name in EnvSchema.shape && value?.trim());
  const parsed = EnvSchema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name}: ${name in Object.fromEntries(given) ? issue.message : "is not set"}`;
  });
  throw new BadEnvironment(`The server cannot start with this configuration:\n${[...new Set(lines)].join("\n")}`);
}
