import { posix } from "node:path";
import type { SourceScan } from "./source-scan.ts";
import type { Tree } from "./tree.ts";
import { workspaceOf } from "./workspace.ts";

/** A top-level name of a file. */
export type TopLevelName = { readonly file: string; readonly name: string };

type Source = { readonly module: string; readonly name: string };
type Module = {
  /** The code of each top-level declaration, by its names. */
  readonly declared: ReadonlyMap<string, string>;
  readonly imported: ReadonlyMap<string, Source>;
  readonly reexported: ReadonlyMap<string, Source>;
};

const DECLARATION = /^(?:export\s+)?(?:async\s+)?(?:const|let|function\*?|class)\s+([\w$]+|\{[^}]*\}|\[[^\]]*\])/gm;
const LIST = /^(import|export)\s+\{([^}]*)\}\s+from\s+(?=["'])/gm;

/**
 * The code of every top-level declaration that one of `roots` uses, itself or through others, across files. A barrel passes on only
 * what is taken from it, so a file that serves staff and customers counts with what customers use. Types count for nothing.
 */
export function namesReachedFrom(tree: Tree, roots: readonly TopLevelName[]): string[] {
  const folders = new Map(workspaceOf(tree).map(({ name, folder }) => [name, folder]));
  const modules = new Map<string, Module>();
  const reached = new Map<string, string>();
  const waiting = [...roots];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { file, name } = next;
    const key = `${file} ${name}`;
    if (reached.has(key) || !tree.has(file)) continue;
    const module = modules.get(file) ?? moduleOf(tree.scan(file));
    modules.set(file, module);
    const code = module.declared.get(name) ?? "";
    reached.set(key, code);
    const source = ({ module: specifier, name: original }: Source) => {
      const target = fileOf(file, specifier, folders);
      if (target !== null) waiting.push({ file: target, name: original });
    };
    const passedOn = module.reexported.get(name);
    if (passedOn) source(passedOn);
    for (const word of new Set(code.match(/[\w$]+/g))) {
      const from = module.imported.get(word);
      if (from) source(from);
      else if (module.declared.has(word)) waiting.push({ file, name: word });
    }
  }
  return [...reached.values()];
}

function moduleOf(scan: SourceScan): Module {
  const declared = new Map<string, string>();
  const starts = [...scan.code.matchAll(DECLARATION)];
  for (const [at, match] of starts.entries()) {
    const code = scan.code.slice(match.index, starts[at + 1]?.index);
    for (const name of match[1]?.match(/[\w$]+/g) ?? []) declared.set(name, code);
  }
  return { declared, imported: listsOf(scan, "import"), reexported: listsOf(scan, "export") };
}

/** What `import { a, b as c } from "…"` or the same with `export` brings, by the name it has here. */
function listsOf(scan: SourceScan, keyword: "import" | "export"): Map<string, Source> {
  const found = new Map<string, Source>();
  for (const match of scan.code.matchAll(LIST)) {
    const end = match.index + match[0].length;
    const module = scan.literals.find(({ start }) => start === end)?.text;
    if (match[1] !== keyword || module === undefined) continue;
    for (const part of match[2]?.split(",") ?? []) {
      const [name = "", alias = name] = part.trim().split(/\s+as\s+/);
      if (name !== "" && !name.startsWith("type ")) found.set(alias, { module, name });
    }
  }
  return found;
}

/** The file a specifier names: beside this one, or in a package of the workspace. Null for libraries. */
function fileOf(from: string, specifier: string, folders: ReadonlyMap<string, string>): string | null {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
  const [scope = "", name = "", ...rest] = specifier.split("/");
  const folder = folders.get(`${scope}/${name}`);
  return folder === undefined ? null : `${folder}/src/${rest.length > 0 ? rest.join("/") : "index"}.ts`;
}
