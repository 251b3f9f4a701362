import { join } from "node:path";
import { mapLimited, runProcess } from "./child-process.ts";
import type { Check, Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";
import { workspaceOf } from "./workspace.ts";

const ERROR_LINE = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/;
const GLOBAL_ERROR = /^error (TS\d+): (.*)$/;

/**
 * Reads the output of `tsc --pretty false --listFiles` run in `folder`: its errors, and the TypeScript files among `expected` that
 * the package's tsconfig leaves out and so nobody checks. Paths of the answer are relative to the root.
 */
export function readCompilerOutput(
  output: string,
  folder: string,
  root: string,
  expected: readonly string[],
): Finding[] {
  const found: Finding[] = [];
  const seen = new Set<string>();
  for (const line of output.split("\n")) {
    const located = ERROR_LINE.exec(line);
    const general = GLOBAL_ERROR.exec(line);
    if (located?.[1] !== undefined) {
      const file = join(folder, located[1]);
      found.push({ file, line: Number(located[2]), message: `${located[3]}: ${located[4]}` });
    } else if (general !== null) {
      found.push({ file: `${folder}/tsconfig.json`, message: `${general[1]}: ${general[2]}` });
    } else if (line.startsWith(`${root}/`)) {
      seen.add(line.slice(root.length + 1).trim());
    }
  }
  const unseen = expected.filter((path) => !seen.has(path));
  return [
    ...found,
    ...unseen.map((file) => ({ file, message: `no type check sees this file: include it in ${folder}/tsconfig.json` })),
  ];
}

async function run(tree: Tree): Promise<Finding[]> {
  const compiler = join(tree.root, "node_modules/typescript/bin/tsc");
  const typed = workspaceOf(tree)
    .map((each) => ({ folder: each.folder, sources: each.files.filter((path) => /\.[cm]?tsx?$/.test(path)) }))
    .filter((each) => each.sources.length > 0);
  const results = await mapLimited(typed, 2, async ({ folder, sources }) => {
    if (!tree.has(`${folder}/tsconfig.json`)) {
      return [{ file: folder, message: "has TypeScript but no tsconfig.json: extend @nexa/typescript/base.json" }];
    }
    const args = [compiler, "--noEmit", "--pretty", "false", "--listFiles"];
    const result = await runProcess(process.execPath, args, { cwd: join(tree.root, folder) });
    const found = readCompilerOutput(result.stdout, folder, tree.root, sources);
    if (result.exitCode === 0 || found.length > 0) return found;
    return [{ file: folder, message: `tsc failed: ${result.stderr.trim() || result.stdout.trim()}` }];
  });
  return withoutRepeats(results.flat());
}

/** A wrong file of a package shows up in every package that imports it; it is one finding. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const byText = new Map(findings.map((each) => [`${each.file}:${each.line}:${each.message}`, each]));
  return [...byText.values()];
}

export const types: Check = { name: "types", run };
