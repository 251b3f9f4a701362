import { z } from "zod";
import { BACKUP_STORAGE_VARIABLES, backupStorageFaults } from "./backup-storage.ts";

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
const MIN_SECRET_LENGTH = 32;
const MAX_BACKUP_KEYS = 10;

const database = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must be a postgres:// address; npm start sets it to the embedded database",
});

/** The variables that every process of an installation reads alike. Each app's `env.ts` adds its own. */
export const SHARED_VARIABLES = {
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
    .describe("Signs tokens. To replace it, write the new one, a comma and the old one. Unset, npm start makes one."),
  BACKUP_KEY: z
    .string()
    .transform((text) => text.split(",").map((each) => each.trim()))
    .refine((keys) => keys.length <= MAX_BACKUP_KEYS && keys.every((key) => key.length >= MIN_SECRET_LENGTH), {
      error: `must be keys of ${MIN_SECRET_LENGTH} characters or more, the newest first, joined by commas, at most ${MAX_BACKUP_KEYS}`,
    })
    .optional()
    .describe(
      "Encrypts backups (AES-256-GCM). The first key makes new ones, the others open old ones; without its key a backup is lost. Unset: not encrypted.",
    ),
  ...BACKUP_STORAGE_VARIABLES,
  MONGODB_URL: z
    .string()
    // Not by URL: several hosts joined by commas are an address too.
    .regex(/^mongodb(\+srv)?:\/\/[^\s/]+(\/\S*)?$/, "must be a mongodb:// or mongodb+srv:// address")
    .optional()
    .describe("MongoDB for the CMS content. Its path names the database, nexa where it has none."),
  CONTENT_STORE: z
    .enum(["postgres", "mongodb"])
    .optional()
    .describe("Where CMS content is kept. Unset: MongoDB with MONGODB_URL; without it a demo takes PostgreSQL."),
  NEXA_DATA_DIR: z.string().default(".nexa").describe("Where files are kept: secrets, uploads, the console outbox."),
  NEXA_DEMO: z
    .enum(["0", "1"])
    .default("0")
    .describe("A demo: its business time can be moved forward (`pnpm clock`). npm start also fills in its data."),
  PAYMENTS_PROVIDER: z.string().default("simulated").describe("Who takes payments."),
  SMS_PROVIDER: z.string().default("console").describe("Who sends text messages."),
  PUSH_PROVIDER: z.string().default("console").describe("Who sends push messages."),
  EMAIL_PROVIDER: z.string().default("console").describe("Who sends e-mail."),
  PHONE_VERIFICATION: z
    .enum(["required", "off"])
    .default("required")
    .describe("Whether a customer proves the phone number by a code. The demo has it off."),
  LINK_CONSENT: z
    .enum(["required", "off"])
    .default("required")
    .describe("Whether the holder of a number must agree before it is linked. Off only in the demo (NEXA_DEMO=1)."),
  RATE_LIMITS: z
    .enum(["on", "off"])
    .default("on")
    .describe("Limits on sign-in, codes and registration. Off only to measure, never where people can reach it."),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000).describe("Where the server listens."),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text).origin)
    .optional()
    .describe("How the world reaches the server. Unset: this machine and the port."),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info").describe("How much to log."),
  LOG_FILE: z.string().optional().describe("A file for the log. Unset: standard output."),
  OPERATOR_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be a country code such as IN")
    .default("IN")
    .describe("Country of national phone numbers; fixed at the first start."),
  OPERATOR_TIMEZONE: z
    .string()
    .refine(isTimeZone, "must be a time zone such as Asia/Kolkata")
    .default("Asia/Kolkata")
    .describe("What today and night mean; fixed at the first start."),
  OPERATOR_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a currency code such as INR")
    .default("INR")
    .describe("The one currency; fixed at the first start."),
} as const;

const SharedSchema = z.object(SHARED_VARIABLES);
export type SharedEnv = z.output<typeof SharedSchema>;

/** A configuration that cannot work, as one list for the person who starts the app. */
export class BadEnvironment extends Error {
  override readonly name = "BadEnvironment";
}

/**
 * Reads an app's environment. Empty variables count as unset.
 *
 * @param who the app in the message, e.g. `server`
 * @throws BadEnvironment naming every variable that is wrong
 */
export function readEnvironment<S extends z.ZodObject>(
  schema: S,
  variables: Readonly<Record<string, string | undefined>>,
  who: string,
): z.output<S> {
  const entries = Object.entries(variables).filter(([name, value]) => name in schema.shape && value?.trim());
  const given = Object.fromEntries(entries);
  const parsed = schema.safeParse(given);
  if (parsed.success) return demoChecked(parsed.data, who);
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name}: ${name in given ? issue.message : "is not set"}`;
  });
  throw new BadEnvironment(`The ${who} cannot start with this configuration:\n${[...new Set(lines)].join("\n")}`);
}

/** What every process reads, for a command that is no app. @throws BadEnvironment */
export function readSharedEnvironment(variables: Readonly<Record<string, string | undefined>>, who: string): SharedEnv {
  return readEnvironment(SharedSchema, variables, who);
}

/** What only a demo may have must not slip into a real installation. */
function demoChecked<E extends object>(env: E, who: string): E {
  const { LINK_CONSENT, NEXA_DEMO, CONTENT_STORE, MONGODB_URL } = env as Partial<SharedEnv>;
  const isDemo = NEXA_DEMO === "1";
  const lines: string[] = [];
  if (LINK_CONSENT === "off" && !isDemo) {
    lines.push("LINK_CONSENT: off is for the demo only (NEXA_DEMO=1); set it to required");
  }
  if (CONTENT_STORE === "mongodb" && MONGODB_URL === undefined) {
    lines.push("MONGODB_URL: is not set, and CONTENT_STORE is mongodb");
  }
  if (CONTENT_STORE === undefined && MONGODB_URL === undefined && !isDemo) {
    lines.push("MONGODB_URL: is not set; set it, or CONTENT_STORE=postgres to keep content in PostgreSQL");
  }
  lines.push(...backupStorageFaults(env));
  if (lines.length === 0) return env;
  throw new BadEnvironment(
    `The ${who} cannot start with this configuration:\n${lines.map((line) => `  ${line}`).join("\n")}`,
  );
}

function isTimeZone(zone: string): boolean {
  return zone === "UTC" || Intl.supportedValuesOf("timeZone").includes(zone);
}
