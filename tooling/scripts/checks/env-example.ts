import { join } from "node:path";
import { runProcess } from "./child-process.ts";
import type { Check, Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

/** A variable an app reads, as its schema declares it. */
export type EnvVariable = { readonly name: string; readonly description: string | null };

export type AppVariables = { readonly file: string; readonly variables: readonly EnvVariable[] };

const EXAMPLE = ".env.example";
// `NAME=value`, also commented out: a variable with a default is shown that way.
const VARIABLE_LINE = /^\s*(?:#\s*)?([A-Z][A-Z0-9_]*)=/;

/** Compares `.env.example` with the schemas, both ways, and asks every variable for a description. */
export function compareEnvExample(example: string, apps: readonly AppVariables[]): Finding[] {
  const shown = new Map<string, number>();
  example.split("\n").forEach((text, index) => {
    const name = VARIABLE_LINE.exec(text)?.[1];
    if (name !== undefined && !shown.has(name)) shown.set(name, index + 1);
  });
  const known = new Set(apps.flatMap((app) => app.variables.map((each) => each.name)));
  const missing = apps.flatMap((app) =>
    app.variables
      .filter((each) => !shown.has(each.name))
      .map((each) => ({
        file: app.file,
        message: `${each.name} is not in ${EXAMPLE}: add it, commented with its default`,
      })),
  );
  const unexplained = apps.flatMap((app) =>
    app.variables
      .filter((each) => each.description === null)
      .map((each) => ({ file: app.file, message: `${each.name} has no description: add .describe("…")` })),
  );
  const unknown = [...shown]
    .filter(([name]) => !known.has(name))
    .map(([name, line]) => ({ file: EXAMPLE, line, message: `no app reads ${name}: remove it or add it to a schema` }));
  return [...missing, ...unexplained, ...unknown];
}

/** Apps that run (they have a main.ts) but declare no environment. */
export function missingEnvFindings(tree: Tree): Finding[] {
  return ["apps/server", "apps/worker"]
    .filter((app) => tree.has(`${app}/src/main.ts`) && !tree.has(`${app}/src/env.ts`))
    .map((app) => ({
      file: `${app}/src/env.ts`,
      message: "the app has no environment schema: export EnvSchema from here",
    }));
}

async function run(tree: Tree): Promise<Finding[]> {
  const files = tree.files.filter((path) => /^apps\/[^/]+\/src\/env\.ts$/.test(path));
  const missing = missingEnvFindings(tree);
  if (files.length === 0) return missing;
  if (!tree.has(EXAMPLE)) {
    return [...missing, { file: EXAMPLE, message: "is missing: list every variable of the apps with its default" }];
  }
  const probe = join(import.meta.dirname, "env-example-probe.ts");
  const result = await runProcess(process.execPath, [probe, ...files.map((file) => join(tree.root, file))], {
    cwd: tree.root,
    timeoutSeconds: 30,
  });
  if (result.exitCode !== 0) {
    return [...missing, { file: files[0] ?? EXAMPLE, message: `EnvSchema cannot be read: ${result.stderr.trim()}` }];
  }
  const variables: EnvVariable[][] = JSON.parse(result.stdout.slice(result.stdout.lastIndexOf("\n@@") + 3));
  const apps = files.map((file, index) => ({ file, variables: variables[index] ?? [] }));
  return [...missing, ...compareEnvExample(tree.read(EXAMPLE), apps)];
}

export const envExample: Check = { name: ".env.example", run };
