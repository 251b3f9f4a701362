// Shows the business time of a demo and moves it forward (`pnpm clock`, `pnpm clock forward 30d`).
import { databaseClock } from "@nexa/core/clock";
import { clockOffset, MAX_FORWARD_MS, moveClockForward } from "@nexa/core/demo-clock";
import { connectDatabase } from "@nexa/db";
import { EmbeddedPostgresError } from "@nexa/db/embedded/index";
import { spanInWords, spanOf } from "./clock/span.ts";
import { type Installation, loadOwnSettings, openInstallation } from "./installation.ts";

const HELP = `pnpm clock                shows the business time
pnpm clock forward 30d    moves it forward: minutes (45m), hours (12h), days (30d) or weeks (2w), a year at most at once

For demos only: NEXA_DEMO=1, or the embedded database of npm start. It never goes back. Server and worker follow within two
seconds; what has become due happens then, as it would have on the day: plans end, bills are issued, reminders go out. Sessions,
codes, idempotency keys and links that wait for an answer run out by the same time: after a week of it people sign in again.
`;
const NOT_A_DEMO =
  "This installation is no demo, so its time is the real one. Only NEXA_DEMO=1, or the embedded database of npm start, has a clock to move.";

/** A wrong command, or an installation that is no demo: a sentence for the person at the terminal. */
class Refusal extends Error {}

async function run(installation: Installation, [command, length]: readonly string[]): Promise<void> {
  const forwardMs = command === "forward" ? requireSpan(length) : null;
  if (!installation.isDemo && forwardMs !== null) throw new Refusal(NOT_A_DEMO);
  const db = connectDatabase({ url: installation.url, name: "nexa-clock", maxConnections: 1 });
  try {
    const clock = await databaseClock(db, { isDemo: installation.isDemo });
    if (forwardMs === null) {
      const aheadMs = installation.isDemo ? await clockOffset(db) : 0;
      console.log(
        `Business time is ${clock.now().toISOString()}, ${aheadMs === 0 ? "the real time" : `${spanInWords(aheadMs)} ahead`}.`,
      );
      return;
    }
    const now = await moveClockForward(db, clock, forwardMs);
    const ahead = spanInWords(await clockOffset(db));
    console.log(
      `Business time is ${now.toISOString()} now, ${ahead} ahead. Server and worker follow within two seconds.`,
    );
  } finally {
    await db.close();
  }
}

function requireSpan(text: string | undefined): number {
  const milliseconds = spanOf(text ?? "");
  if (milliseconds === null)
    throw new Refusal("Say how far: pnpm clock forward 30d, or 45m, 12h, 2w. It never goes back.");
  if (milliseconds > MAX_FORWARD_MS)
    throw new Refusal("That is more than a year. Go there in steps, so that the worker can follow.");
  return milliseconds;
}

async function main(): Promise<void> {
  loadOwnSettings();
  // By hand: parseArgs would take -30d for options.
  const args = process.argv.slice(2);
  if (args.includes("--help")) return console.log(HELP);
  const [command] = args;
  if (command !== undefined && command !== "forward") throw new Refusal(`"${command}" is not a command.\n\n${HELP}`);
  const installation = await openInstallation();
  await run(installation, args).finally(installation.close);
}

try {
  await main();
} catch (error) {
  const isPlain = error instanceof Refusal || error instanceof EmbeddedPostgresError;
  console.error(isPlain ? error.message : error);
  process.exitCode = isPlain ? 1 : 2;
}
