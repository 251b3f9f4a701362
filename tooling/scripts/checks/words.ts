import { join } from "node:path";
import { runProcess } from "./child-process.ts";
import type { Check, Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

const FILE = /^(?:apps|packages)\/\S+\.tsx$/;
const LINE = /^\s+(\d+): Error: (.*)$/;
// In escape sequences, which the reports of programs carry even where nobody looks at a terminal.
const COLOUR = /\u001b\[[\d;]*m/g;

/** Reads what `i18next-cli lint` prints: a file, then its lines. */
export function readLintOutput(output: string): Finding[] {
  let file = "";
  return output
    .replaceAll(COLOUR, "")
    .split("\n")
    .flatMap((line) => {
      if (FILE.test(line.trim())) file = line.trim();
      const [, number, message] = LINE.exec(line) ?? [];
      if (message === undefined) return [];
      return [{ file, line: Number(number), message: `${message}: put it into src/i18n, in both languages` }];
    });
}

/** Words in the markup of the web apps that stand in no language file. Those missing from one are found by the types. */
async function run(tree: Tree): Promise<Finding[]> {
  const program = join(tree.root, "tooling/scripts/node_modules/i18next-cli/dist/esm/cli.js");
  const args = [program, "lint", "--quiet", "--config", "tooling/scripts/checks/words.config.ts"];
  const result = await runProcess(process.execPath, args, { cwd: tree.root });
  const found = readLintOutput(result.stdout);
  if (result.exitCode === 0 || found.length > 0) return found;
  return [{ file: "apps", message: `i18next-cli failed: ${result.stderr.trim() || result.stdout.trim()}` }];
}

export const words: Check = { name: "words of the web apps", run };
