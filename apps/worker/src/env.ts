import { z } from "zod";

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
const MIN_SECRET_LENGTH = 32;

const database = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must be a postgres:// address; npm start sets it to the embedded database",
});

/** The worker's environment: the server's variables, as far as the worker reads them. Empty variables count as unset. */
export const EnvSchema = z.object({
  DATABASE_URL: database.describe("PostgreSQL 15 or later. Unset, npm start runs an embedded one in the data folder."),
  DATABASE_DIRECT_URL: database
    .optional()
    .describe("The database past a connection pooler, for what needs a session of its own. Unset: DATABASE_URL."),
  AUTH_SECRET: z
    .string()
    .transform((text) => text.split(",").map((each) => each.trim()))
    .refine((keys) => keys.length <= 2 && keys.every((key) => key.length >= MIN_SECRET_LENGTH), {
      error: `must be one secret of ${MIN_SECRET_LENGTH} characters or more, or two of them, the newest first, joined by a comma`,
    })
    .describe("The server's secret: one-time codes are sealed with it. Unset, npm start makes one."),
  NEXA_DATA_DIR: z.string().default(".nexa").describe("Where files are kept: the console outbox."),
  PAYMENTS_PROVIDER: z.string().default("simulated").describe("Who takes payments."),
  SMS_PROVIDER: z.string().default("console").describe("Who sends text messages."),
  PUSH_PROVIDER: z.string().default("console").describe("Who sends push messages."),
  PHONE_VERIFICATION: z
    .enum(["required", "off"])
    .default("required")
    .describe("Whether a customer proves the phone number by a code. The demo has it off."),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000).describe("Where the server listens."),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text).origin)
    .optional()
    .describe("How the world reaches the server; the simulated gateway posts there. Unset: this machine and the port."),
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
    .describe("What today and night mean; fixed at the first start."),
  OPERATOR_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a currency code such as INR")
    .default("INR")
    .describe("The one currency; fixed at the first start."),
});

export type Env = z.output<typeof EnvSchema>;

/** A configuration that cannot work, as one list for the person who starts the worker. */
export class BadEnvironment extends Error {
  override readonly name = "BadEnvironment";
}

/**
 * Reads the environment.
 * @throws BadEnvironment naming every variable that is wrong.
 */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  const entries = Object.entries(variables).filter(([name, value]) => name in EnvSchema.shape && value?.trim());
  const given = Object.fromEntries(entries);
  const parsed = EnvSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name}: ${name in given ? issue.message : "is not set"}`;
  });
  throw new BadEnvironment(`The worker cannot start with this configuration:\n${[...new Set(lines)].join("\n")}`);
}
