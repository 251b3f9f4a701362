import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A Chromium of this machine (CHROMIUM, else one on PATH); null where there is none, which in CI is an error. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  const folders = (environment.PATH ?? "").split(delimiter);
  const files = [environment.CHROMIUM ?? "", ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))];
  const found = files.find((file) => file !== "" && existsSync(file)) ?? null;
  if (found === null && environment.CI === "true")
    throw new Error("CI=true needs Chromium: run .ci/run, or set CHROMIUM.");
  return found;
}
