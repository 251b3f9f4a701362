// Moves the CMS content between PostgreSQL and MongoDB (`pnpm content:move --from postgres --to mongodb`).
import { parseArgs } from "node:util";
import { type ContentStore, isContentError, moveContent, selectContentStore } from "@nexa/content";
import { connectDatabase, type DatabaseConnection } from "@nexa/db";
import { EmbeddedPostgresError } from "@nexa/db/embedded/index";
import { loadOwnSettings, openInstallation } from "./installation.ts";

const HELP = `pnpm content:move --from postgres --to mongodb [--replace]
pnpm content:move --from mongodb --to postgres [--replace]

Makes the content of the second store that of the first one: written aside, compared by count and hash, and only then put in place. Run it
again as often as you like. PostgreSQL is that of DATABASE_URL or of npm start, MongoDB that of MONGODB_URL. Let nobody change content
meanwhile.

--replace   also where the second store has another content
`;
const STORES = ["postgres", "mongodb"] as const;
type StoreName = (typeof STORES)[number];

/** A wrong command, or stores that cannot be used so: a sentence for the person at the terminal. */
class Refusal extends Error {}

type Command = { from: StoreName; to: StoreName; replace: boolean; url: string };

function readCommand(args: readonly string[]): Command {
  const options = {
    from: { type: "string" },
    to: { type: "string" },
    replace: { type: "boolean", default: false },
  } as const;
  const { values } = parseValues(() => parseArgs({ args: [...args], options }));
  const [from, to] = [storeNamed(values.from), storeNamed(values.to)];
  if (from === to) throw new Refusal("Say two different stores, such as --from postgres --to mongodb.");
  const url = process.env.MONGODB_URL?.trim();
  if (!url) throw new Refusal("Set MONGODB_URL to the MongoDB that content moves from or to.");
  return { from, to, replace: values.replace, url };
}

function parseValues<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function storeNamed(text: string | undefined): StoreName {
  const name = STORES.find((each) => each === text);
  if (name === undefined) throw new Refusal(`Say where from and where to: postgres or mongodb.\n\n${HELP}`);
  return name;
}

async function run({ from, to, replace, url }: Command, db: DatabaseConnection): Promise<void> {
  const stores = {
    postgres: selectContentStore({ url: undefined, db }),
    mongodb: selectContentStore({ url, db, name: "nexa-content-move" }),
  };
  try {
    await say(stores[from], stores[to], replace);
  } finally {
    await stores.mongodb.close();
  }
}

async function say(from: ContentStore, to: ContentStore, replace: boolean): Promise<void> {
  const result = await moveContent(from, to, { replace });
  if (result.outcome === "occupied") {
    throw new Refusal(`${to.provider} has another content of ${result.count} documents. Add --replace to replace it.`);
  }
  const { count, sha256 } = result;
  const what = `${count} documents, sha256 ${sha256}`;
  if (result.outcome === "same") return console.log(`${to.provider} has the same content already: ${what}.`);
  console.log(`Moved from ${from.provider} to ${to.provider} and compared: ${what}.`);
  console.log(`Set CONTENT_STORE=${to.provider} and start NEXA anew. ${from.provider} keeps its copy.`);
}

async function main(): Promise<void> {
  loadOwnSettings();
  const args = process.argv.slice(2);
  if (args.includes("--help")) return console.log(HELP);
  const command = readCommand(args);
  const installation = await openInstallation();
  const db = connectDatabase({ url: installation.url, name: "nexa-content-move", maxConnections: 2 });
  try {
    await run(command, db);
  } finally {
    await db.close();
    await installation.close();
  }
}

/** What a person can do something about. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof Refusal || error instanceof EmbeddedPostgresError) return error.message;
  if (isContentError(error, "unavailable"))
    return "A store cannot be reached. Check DATABASE_URL and MONGODB_URL, and run it again.";
  if (isContentError(error, "replaced"))
    return "The content was changed while it was moved. Run it again when nobody works on it.";
  return null;
}

try {
  await main();
} catch (error) {
  const sentence = sentenceOf(error);
  console.error(sentence ?? error);
  process.exitCode = sentence === null ? 2 : 1;
}
