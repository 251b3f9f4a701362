import { isBuiltin } from "node:module";
import type { Check, Finding } from "./finding.ts";
import { type Import, importsOf, packageOf } from "./imports.ts";
import type { Tree } from "./tree.ts";
import { isTestFile, SOURCE_FILE, type WorkspacePackage, workspaceOf } from "./workspace.ts";

// Dev dependencies that are used by being installed: the compiler, its base configuration, the test runner's.
const USED_UNSEEN = new Set([
  "typescript",
  "@nexa/typescript",
  "@types/node",
  "@types/react",
  "vitest",
  "@nexa/vitest",
]);

/** Reports imports of packages that package.json does not declare, and declared ones that nothing in the package uses. */
export function checkDependencies(tree: Tree): Finding[] {
  return workspaceOf(tree).flatMap((owner) => {
    const sources = owner.files.filter((path) => SOURCE_FILE.test(path));
    if (sources.length === 0) return [];
    const uses = sources.flatMap((path) => importsOf(tree.scan(path)).map((each) => ({ path, each })));
    return [
      ...uses.flatMap(({ path, each }) => undeclared(owner, path, each)),
      ...(owner.area === "tooling" ? [] : unused(owner, sources, tree)),
    ];
  });
}

function undeclared(owner: WorkspacePackage, path: string, each: Import): Finding[] {
  const name = packageOf(each.specifier);
  if (name === null || isBuiltin(name) || name === owner.name || owner.dependencies.has(name)) return [];
  const manifest = `${owner.folder}/package.json`;
  const isDev = owner.devDependencies.has(name) || (each.isTypeOnly && owner.devDependencies.has(typesOf(name)));
  if (!isDev) return [{ file: path, line: each.line, message: `${name} is not declared: add it to ${manifest}` }];
  const mayUseDev =
    owner.area === "tooling" || each.isTypeOnly || isTestFile(path) || !path.startsWith(`${owner.folder}/src/`);
  if (mayUseDev) return [];
  return [
    { file: path, line: each.line, message: `${name} runs in production: move it to dependencies of ${manifest}` },
  ];
}

const STYLE_SOURCE = /(?:@import|@plugin|url\()\s*["']([^"']+)["']/g;

/** A name counts as used when it is imported, stands in a text (a pino transport, a file to serve), a style sheet or a script. */
function unused(owner: WorkspacePackage, sources: readonly string[], tree: Tree): Finding[] {
  const mentioned = new Set<string>();
  for (const path of sources) {
    for (const literal of tree.scan(path).literals) {
      const name = packageOf(literal.text);
      if (name !== null) mentioned.add(name);
    }
  }
  for (const path of owner.files.filter((each) => each.endsWith(".css"))) {
    for (const [, specifier = ""] of tree.read(path).matchAll(STYLE_SOURCE)) {
      const name = packageOf(specifier);
      if (name !== null) mentioned.add(name);
    }
  }
  const scriptWords = new Set(owner.scripts.split(/\s+/));
  const isUsed = (name: string) => mentioned.has(name) || USED_UNSEEN.has(name) || scriptWords.has(name);
  return [...owner.dependencies, ...owner.devDependencies]
    .filter((name) => !isUsed(name) && !isUsed(typedBy(name)))
    .map((name) => ({
      file: `${owner.folder}/package.json`,
      message: `${name} is declared but nothing uses it: remove it`,
    }));
}

/** `@types/pg` for `pg`, `@types/scope__name` for `@scope/name`. */
function typesOf(name: string): string {
  return `@types/${name.startsWith("@") ? name.slice(1).replace("/", "__") : name}`;
}

/** The package a `@types/…` package describes; any other name unchanged. */
function typedBy(name: string): string {
  if (!name.startsWith("@types/")) return name;
  const described = name.slice("@types/".length);
  return described.includes("__") ? `@${described.replace("__", "/")}` : described;
}

export const dependencies: Check = { name: "declared dependencies", run: checkDependencies };
