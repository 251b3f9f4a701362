// Walks the main job through the client package against a running NEXA, and is the example of how to use that package (`pnpm walk`).
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { AdminClient } from "@nexa/client";
import { ADMIN_PASSWORD_FILE } from "./start/data-folder.ts";
import { readSettings } from "./start/settings.ts";
import { Stop } from "./start/stop.ts";
import { type Catalogue, openCatalogue } from "./walk/catalogue.ts";
import { lookAfterFamily } from "./walk/family.ts";
import { meetPeople, type People, signInStaff } from "./walk/people.ts";
import { buyPlans, readBack, rearrangeQueue } from "./walk/recharging.ts";
import { editOffer, refundTwo } from "./walk/staff-work.ts";
import { Surprise, stepsDone } from "./walk/step.ts";

const HELP = `pnpm walk [--url http://localhost:3000] [--email admin@nexa.local] [--password ...]

Walks the main job through the typed clients of @nexa/client against a running NEXA, one line a step: staff make a small catalogue,
two people register (one with the other's referral code), browse, recharge, queue, reorder, cancel, staff refund, and one links the
other's number. It uses new phone numbers each time and takes its catalogue away at the end. Exit code 1 at the first surprise.

Without --email and --password it signs staff in as npm start does: by .env, or with the password in the data folder.
The server must have PHONE_VERIFICATION=off (the demo has) and the simulated payment gateway; live notices need the worker.
`;
const workspaceRoot = fileURLToPath(new URL("../../", import.meta.url));

type Options = { url: string; email: string; password: string };

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      url: { type: "string" },
      email: { type: "string" },
      password: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return null;
  const ownSettings = join(workspaceRoot, ".env");
  if (existsSync(ownSettings)) process.loadEnvFile(ownSettings);
  const settings = readSettings(process.env, [], workspaceRoot);
  return {
    url: values.url ?? `http://localhost:${settings.port}`,
    email: values.email ?? settings.adminEmail,
    password: values.password ?? settings.adminPassword ?? keptPassword(settings.dataDir),
  };
}

function keptPassword(dataDir: string): string {
  const file = join(dataDir, ADMIN_PASSWORD_FILE);
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  throw new Stop(`There is no password in ${file}. Run npm start first, or give --email and --password.`);
}

async function walk({ url, email, password }: Options): Promise<void> {
  const staff = await signInStaff(url, email, password);
  const catalogue = await openCatalogue(staff);
  try {
    await walkWithPeople(staff, await meetPeople(url), catalogue);
  } finally {
    await catalogue.close();
  }
  await staff.identity.logout.mutate({});
}

async function walkWithPeople(staff: AdminClient, people: People, catalogue: Catalogue): Promise<void> {
  try {
    const bought = await buyPlans(people, catalogue);
    await rearrangeQueue(people.ravi);
    await readBack(people.ravi, bought);
    await editOffer(staff, people.ravi, catalogue);
    await refundTwo(staff, people.ravi, bought);
    await lookAfterFamily(people, catalogue);
  } finally {
    // An open stream would keep the program from ending.
    people.notices.stop();
  }
}

try {
  const options = readOptions();
  if (options === null) console.log(HELP);
  else {
    await walk(options);
    console.log(`\n${stepsDone()} steps, no surprise.`);
  }
} catch (error) {
  // A surprise was told by its step.
  if (!(error instanceof Surprise)) console.error(error instanceof Stop ? error.message : error);
  process.exitCode = 1;
}
