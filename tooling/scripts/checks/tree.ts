import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type SourceScan, scanSource } from "./source-scan.ts";

/** The files that belong to the project, read at most once each. Paths are relative to the root and use `/`. */
export type Tree = {
  readonly root: string;
  readonly files: readonly string[];
  readonly has: (path: string) => boolean;
  readonly read: (path: string) => string;
  readonly scan: (path: string) => SourceScan;
};

const NOT_WALKED = new Set(["node_modules", ".git", ".nexa", ".turbo", "dist", "coverage"]);

/** The tree at `root`: tracked files plus untracked ones git does not ignore, or a walk where there is no git. */
export function openTree(root: string): Tree {
  const files = (listByGit(root) ?? listByWalk(root)).filter((path) => existsSync(join(root, path)));
  return buildTree(root, files, (path) => readFileSync(join(root, path), "utf8"));
}

/** A tree that lives in memory, for the tests of the checks. */
export function treeOf(contents: Readonly<Record<string, string>>): Tree {
  return buildTree("/", Object.keys(contents), (path) => contents[path] ?? "");
}

function buildTree(root: string, files: readonly string[], load: (path: string) => string): Tree {
  const sorted = [...files].sort();
  const known = new Set(sorted);
  const texts = new Map<string, string>();
  const scans = new Map<string, SourceScan>();
  const read = (path: string) => {
    const text = texts.get(path) ?? load(path);
    texts.set(path, text);
    return text;
  };
  const scan = (path: string) => {
    const result = scans.get(path) ?? scanSource(read(path));
    scans.set(path, result);
    return result;
  };
  return { root, files: sorted, has: (path) => known.has(path), read, scan };
}

/** `null` when the root is not the top of a git work tree (an archive, or a folder inside somebody else's repository). */
function listByGit(root: string): string[] | null {
  if (!existsSync(join(root, ".git"))) return null;
  try {
    const output = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return output.split("\0").filter((path) => path !== "");
  } catch {
    // git is missing or refuses the folder (another owner): the walk sees the same files.
    return null;
  }
}

function listByWalk(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (NOT_WALKED.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) found.push(relative(root, path).split(sep).join("/"));
    }
  };
  visit(root);
  return found;
}
