import { resolve } from "node:path";
import { Stop } from "./stop.ts";

const DEFAULT_PORT = 3000;

/** What the environment says about a start; what the apps read themselves is not here. */
export type StartSettings = {
  port: number;
  dataDir: string;
  /** Null: the embedded database. */
  databaseUrl: string | null;
  /** The same past a connection pooler; null where there is none. */
  databaseDirectUrl: string | null;
  hasDemo: boolean;
  isReset: boolean;
  /** Null: generated, and kept in the data folder. */
  authSecret: string | null;
  adminEmail: string;
  adminPassword: string | null;
  phoneVerification: string;
  linkConsent: string;
};

/** Reads the environment and the command line; empty variables count as unset. */
export function readSettings(env: NodeJS.ProcessEnv, args: readonly string[], workspaceRoot: string): StartSettings {
  const read = (name: string) => env[name]?.trim() || null;
  const databaseUrl = readDatabase("DATABASE_URL", read("DATABASE_URL"));
  const hasDemo = readSwitch("NEXA_DEMO", read("NEXA_DEMO"), databaseUrl === null);
  const isReset = args.includes("--reset");
  if (isReset && databaseUrl !== null) {
    throw new Stop("--reset deletes the embedded database only. DATABASE_URL is set: empty that database yourself.");
  }
  return {
    port: readPort(read("PORT")),
    dataDir: resolve(workspaceRoot, read("NEXA_DATA_DIR") ?? ".nexa"),
    databaseUrl,
    databaseDirectUrl: readDatabase("DATABASE_DIRECT_URL", read("DATABASE_DIRECT_URL")),
    hasDemo,
    isReset,
    authSecret: read("AUTH_SECRET"),
    adminEmail: read("NEXA_ADMIN_EMAIL") ?? "admin@nexa.local",
    adminPassword: read("NEXA_ADMIN_PASSWORD"),
    phoneVerification: read("PHONE_VERIFICATION") ?? (hasDemo ? "off" : "required"),
    linkConsent: read("LINK_CONSENT") ?? (hasDemo ? "off" : "required"),
  };
}

function readPort(text: string | null): number {
  const port = text === null ? DEFAULT_PORT : Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Stop(`PORT is "${text}"; it must be a number from 1 to 65535.`);
}

function readDatabase(name: string, text: string | null): string | null {
  if (text === null || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text))) return text;
  throw new Stop(`${name} must be an address such as postgresql://user:password@host:5432/nexa.`);
}

function readSwitch(name: string, text: string | null, unset: boolean): boolean {
  if (text === null) return unset;
  if (text === "0" || text === "1") return text === "1";
  throw new Stop(`${name} is "${text}"; it must be 0 or 1.`);
}
