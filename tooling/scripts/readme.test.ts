import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAdminClient } from "@nexa/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ADMIN_EMAIL, ADMIN_PASSWORD, type RunningNexa, startNexa } from "./running-nexa.fixture.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
let nexa: RunningNexa;
let folder: string;

beforeAll(async () => {
  nexa = await startNexa();
  folder = mkdtempSync(join(tmpdir(), "nexa-readme-"));
  mkdirSync(join(folder, ".nexa"));
  writeFileSync(join(folder, ".nexa", "admin-password"), `${ADMIN_PASSWORD}\n`);
  await sellOnePlan();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await nexa.stop();
});

async function sellOnePlan(): Promise<void> {
  const { accessToken } = await createAdminClient({ url: nexa.url }).identity.login.mutate({
    email: ADMIN_EMAIL,
    password: ADMIN_PASSWORD,
  });
  const { catalog } = createAdminClient({ url: nexa.url, getToken: () => accessToken });
  const { id: categoryId } = await catalog.createCategory.mutate({ name: "Unlimited" });
  const terms = { type: "prepaid", isTopup: false, priceMinor: 19_900, validityDays: 28 } as const;
  await catalog.createPlan.mutate({ categoryId, name: "Unlimited 199", description: "Calls and data", ...terms });
}

/** The one fenced block of that language under a heading. */
function blockUnder(heading: string, language: string): string {
  const section = readme.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? "";
  const block = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "m").exec(section)?.[1];
  if (block === undefined) throw new Error(`The README has no ${language || "plain"} block under "${heading}".`);
  return block;
}

function paste(script: string): Promise<{ code: number; out: string; err: string }> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME };
  return new Promise((resolve) => {
    execFile("bash", ["-c", script], { cwd: folder, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

const labelsOf = (output: string) => [...output.matchAll(/^([^:\n]+): /gm)].map(([, label]) => label);

it("has a walk that works as pasted, also a second time, and prints what the README says", async () => {
  const script = blockUnder("A walk with curl", "bash").replace("API=http://localhost:3000", `API=${nexa.url}`);
  expect(script).toContain(nexa.url);
  const runs = [await paste(script), await paste(script)];
  for (const { code, out, err } of runs) {
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      expect.stringMatching(/^registered: \+9190\d{8}$/),
      "plan: Unlimited 199, 19900 paise, 28 days",
      "quote: You pay ₹199.00, the plan's price. Unlimited 199 starts at once.",
      "recharge: succeeded, plan active",
      "same key: same transaction",
      "second recharge: succeeded, plan queued, position 1",
      "declined card: The bank declined the payment: not enough money in the account.",
      expect.stringMatching(/^active until: \d{4}-\d\d-\d\dT[\d:.]+Z$/),
      expect.stringMatching(/^next starts: \d{4}-\d\d-\d\dT[\d:.]+Z$/),
      "receipt: 200 application/pdf",
      "refund: succeeded, the recharge is refunded",
      "second recharge now: active",
      "",
    ]);
    expect(labelsOf(readme.slice(readme.indexOf("It prints")))).toEqual(expect.arrayContaining(labelsOf(out)));
  }
}, 90_000);

it("needs curl and what every shell has, and no jq", () => {
  expect(blockUnder("A walk with curl", "bash")).not.toMatch(/\b(?:jq|python3?|node)\b/);
});

it("names only files and commands that are there", () => {
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => String(path));
  const named = [...readme.matchAll(/`((?:apps|packages|tooling|docker)(?:\/[\w.-]+)*)`/g)].map(([, path]) =>
    String(path),
  );
  expect(links.length).toBeGreaterThan(2);
  expect([...links, ...named].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const commands = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => String(name));
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
});
