import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { Check, Finding } from "./finding.ts";
import { type Import, importsOf, packageOf } from "./imports.ts";
import { lineAt } from "./source-scan.ts";
import type { Tree } from "./tree.ts";
import { isTestFile, SOURCE_FILE, type WorkspacePackage, workspaceOf } from "./workspace.ts";

// The edges of architecture.md "Dependency direction": folder -> the workspace packages it may import.
const EDGES: Readonly<Record<string, readonly string[]>> = {
  "packages/contracts": [],
  "packages/ui": ["@nexa/contracts"],
  "packages/db": ["@nexa/contracts"],
  "packages/content": ["@nexa/contracts", "@nexa/db"],
  "packages/integrations": ["@nexa/contracts"],
  "packages/core": ["@nexa/contracts", "@nexa/db", "@nexa/content", "@nexa/integrations"],
  "packages/openapi": ["@nexa/contracts", "@nexa/core"],
  "packages/client": ["@nexa/contracts"],
  "apps/server": ["@nexa/contracts", "@nexa/db", "@nexa/content", "@nexa/integrations", "@nexa/core", "@nexa/openapi"],
  "apps/worker": ["@nexa/contracts", "@nexa/db", "@nexa/content", "@nexa/integrations", "@nexa/core"],
  "apps/admin": ["@nexa/contracts", "@nexa/ui", "@nexa/client"],
  "apps/customer": ["@nexa/contracts", "@nexa/ui", "@nexa/client"],
};

// Edges that exist for the compiler only.
const TYPE_EDGES: Readonly<Record<string, readonly string[]>> = {
  "packages/client": ["@nexa/core"],
  "apps/admin": ["@nexa/core"],
  "apps/customer": ["@nexa/core"],
};

// Tests of the server drive it through the typed client.
const TEST_EDGES: Readonly<Record<string, readonly string[]>> = {
  "apps/server": ["@nexa/client"],
  "apps/worker": ["@nexa/client"],
};

// Libraries that may be used in some places only, each with the paths that may.
const RESTRICTED: readonly { readonly library: RegExp; readonly allowed: RegExp; readonly where: string }[] = [
  { library: /^drizzle-(orm|kit)$/, allowed: /^packages\/(db|core)\//, where: "packages/db and packages/core" },
  {
    library: /^pg$/,
    allowed: /^packages\/(db|core)\/|^packages\/integrations\/src\/payments\/simulated/,
    where: "packages/db, packages/core and integrations/payments/simulated",
  },
  { library: /^mongodb$/, allowed: /^packages\/content\//, where: "packages/content" },
  {
    library: /^hono$|^@hono\//,
    allowed: /^apps\/server\/|^packages\/openapi\//,
    where: "apps/server and packages/openapi",
  },
  {
    library: /^@trpc\/server$/,
    allowed: /^packages\/(core|openapi)\/|^apps\/server\//,
    where: "packages/core, packages/openapi and apps/server",
  },
];

// Packages a browser loads: no Node modules, no Node globals.
const BROWSER_SAFE = /^packages\/(contracts|client|ui)\/|^apps\/(admin|customer)\/src\//;
const CONTRACTS_LIBRARIES = new Set(["zod", "libphonenumber-js", "uuid"]);

const DOMAINS = new Set(
  (
    "identity customers lines catalog recharge subscriptions usage linked-accounts postpaid referrals payments notifications " +
    "transactions analytics content backups audit settings partners"
  ).split(" "),
);

// The ground every domain stands on: procedure builders and the error table, not a domain though it has errors of its own.
const INFRASTRUCTURE = new Set(["trpc"]);

/** Reads the imports of every file and reports each edge that architecture.md "Dependency direction" does not have. */
export function checkBoundaries(tree: Tree): Finding[] {
  const workspace = workspaceOf(tree);
  const apps = new Set(workspace.filter((each) => each.area === "apps").map((each) => each.name));
  return workspace.flatMap((owner) =>
    owner.files
      .filter((path) => SOURCE_FILE.test(path))
      .flatMap((path) => [
        ...importsOf(tree.scan(path)).flatMap((each) =>
          messagesFor(owner, path, each, apps, tree).map((message) => ({ file: path, line: each.line, message })),
        ),
        ...environmentFindings(tree, path),
        ...globalFindings(tree, path),
      ]),
  );
}

function messagesFor(
  owner: WorkspacePackage,
  path: string,
  each: Import,
  apps: ReadonlySet<string>,
  tree: Tree,
): string[] {
  if (each.specifier.startsWith(".")) return relativeMessages(owner, path, each.specifier, tree);
  const name = packageOf(each.specifier);
  if (name !== null && apps.has(name) && name !== owner.name) {
    return [`nothing imports an app: move what you need from ${name} into a package`];
  }
  if (owner.area === "tooling") return [];
  if (name?.startsWith("@nexa/") && name !== owner.name) return workspaceMessages(owner.folder, path, each, name);
  return libraryMessages(path, each, name);
}

function relativeMessages(owner: WorkspacePackage, path: string, specifier: string, tree: Tree): string[] {
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith(`${owner.folder}/`)) {
    // Tooling may reach anything; a package that did would hide its dependency from package.json.
    if (owner.area === "tooling" && !target.startsWith("apps/")) return [];
    return [`the import ${specifier} leaves ${owner.folder}: name the package instead of walking to it`];
  }
  const from = domainOf(path, tree);
  const to = domainOf(target, tree);
  if (isTestFile(path) && target.endsWith(".fixture.ts")) return [];
  if (from === null || to === null || from === to || target === `packages/core/src/${to}/index.ts`) return [];
  return [`a domain enters another through its index.ts: import ../${to}/index.ts and export the name there`];
}

/** A folder of core is a domain when the architecture names it, or when it has a router or refusals of its own. */
function domainOf(path: string, tree: Tree): string | null {
  const folder = /^packages\/core\/src\/([^/]+)\//.exec(path)?.[1];
  if (folder === undefined || INFRASTRUCTURE.has(folder)) return null;
  const isDomain =
    DOMAINS.has(folder) || ["router.ts", "errors.ts"].some((file) => tree.has(`packages/core/src/${folder}/${file}`));
  return isDomain ? folder : null;
}

function workspaceMessages(folder: string, path: string, each: Import, name: string): string[] {
  if (name === "@nexa/vitest") return isTestFile(path) ? [] : ["only tests use @nexa/vitest"];
  if (EDGES[folder]?.includes(name)) return [];
  if (isTestFile(path) && TEST_EDGES[folder]?.includes(name)) return [];
  if (TYPE_EDGES[folder]?.includes(name)) {
    return each.isTypeOnly ? [] : [`${folder} knows ${name} as types only: write import type`];
  }
  return [`${folder} may not import ${name} (architecture.md, Dependency direction)`];
}

function libraryMessages(path: string, each: Import, name: string | null): string[] {
  const isNode = each.specifier.startsWith("node:") || (name !== null && isBuiltin(name));
  const messages: string[] = [];
  if (isNode && BROWSER_SAFE.test(path) && !isTestFile(path)) {
    messages.push(`${each.specifier} is not there in a browser, and this package must load in one`);
  }
  if (name === null || isNode) return messages;
  for (const rule of RESTRICTED) {
    if (rule.library.test(name) && !rule.allowed.test(path)) messages.push(`${name} is used only in ${rule.where}`);
  }
  if (path.startsWith("packages/contracts/") && !isTestFile(path) && !CONTRACTS_LIBRARIES.has(name)) {
    messages.push(`contracts use ${[...CONTRACTS_LIBRARIES].join(", ")} only, not ${name}`);
  }
  return messages;
}

const ENVIRONMENT = /\bprocess\s*(?:\?\.|\.)\s*env\b|\bprocess\s*\[/g;
const ENVIRONMENT_IMPORT = /\bimport\s*\{[^}]*\benv\b[^}]*\}\s*from\s*["']/g;

/** `process.env` is read in each app's env.ts and in tooling, so that one place knows every variable. */
function environmentFindings(tree: Tree, path: string): Finding[] {
  if (
    path.startsWith("tooling/") ||
    (path.startsWith("apps/") && isTestFile(path)) ||
    /^apps\/[^/]+\/src\/env\.ts$/.test(path)
  )
    return [];
  const scan = tree.scan(path);
  const named = [...scan.code.matchAll(ENVIRONMENT_IMPORT)].filter((match) => {
    const quote = match.index + match[0].length - 1;
    return scan.literals.some((each) => each.start === quote && /^(?:node:)?process$/.test(each.text));
  });
  return [...scan.code.matchAll(ENVIRONMENT), ...named].map((match) => ({
    file: path,
    line: lineAt(scan.source, match.index),
    message: "only an app's env.ts and tooling read process.env: take the value as an argument",
  }));
}

const NODE_GLOBAL = /(?<![.\w$])(?:Buffer|process|__dirname|setImmediate)\b(?!\s*[:,)}=?])/g;

function globalFindings(tree: Tree, path: string): Finding[] {
  if (!/^packages\/(contracts|client|ui)\/src\//.test(path) || isTestFile(path)) return [];
  const scan = tree.scan(path);
  return [...scan.code.matchAll(NODE_GLOBAL)].map((match) => ({
    file: path,
    line: lineAt(scan.source, match.index),
    message: `${match[0]} is not there in a browser, and this package must load in one`,
  }));
}

export const boundaries: Check = { name: "import boundaries", run: checkBoundaries };
