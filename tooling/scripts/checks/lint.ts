import { join, relative } from "node:path";
import { runProcess } from "./child-process.ts";
import type { Check, Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

const ANNOTATION = /^::(?:error|warning|notice) title=([^,]*),file=([^,]*),line=(\d+),[^:]*::(.*)$/;

/** Reads `biome ci --reporter=github` output: one finding per annotation, paths relative to the root. */
export function readBiomeOutput(output: string, root: string): Finding[] {
  return output.split("\n").flatMap((line) => {
    const match = ANNOTATION.exec(line);
    if (match?.[2] === undefined) return [];
    const file = match[2].startsWith("/") ? relative(root, match[2]) : match[2];
    if (match[1] === "format") return [{ file, message: "is not formatted: run biome check --write on it" }];
    return [{ file, line: Number(match[3]), message: `${match[4]} (${match[1]})` }];
  });
}

async function run(tree: Tree): Promise<Finding[]> {
  const program = join(tree.root, "node_modules/@biomejs/biome/bin/biome");
  const args = [program, "ci", "--reporter=github", "--max-diagnostics=none", "--colors=off"];
  // Biome refuses to start when it shall follow a .gitignore that is not there.
  if (!tree.has(".gitignore")) args.push("--vcs-enabled=false");
  const result = await runProcess(process.execPath, args, { cwd: tree.root });
  const found = readBiomeOutput(result.stdout, tree.root);
  if (result.exitCode === 0 || found.length > 0) return found;
  return [{ file: "biome.json", message: `biome failed: ${result.stderr.trim() || result.stdout.trim()}` }];
}

export const lint: Check = { name: "lint and format", run };
