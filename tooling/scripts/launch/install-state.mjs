import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pinnedNode, workspaceRoot } from "./paths.mjs";

const STAMP = join(workspaceRoot, "node_modules", ".nexa-installed");
const GROUPS = ["apps", "packages", "tooling"];

/** What the tree asks for: a hash over lockfile and manifests, and the folder of every declared library. */
export function installState() {
  const folders = ["."].concat(
    GROUPS.flatMap((group) => readdirSync(join(workspaceRoot, group)).map((name) => join(group, name))),
  );
  const manifests = folders
    .map((folder) => join(folder, "package.json"))
    .filter((file) => existsSync(join(workspaceRoot, file)));
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests]) {
    hash.update(file).update(readFileSync(join(workspaceRoot, file)));
  }
  return { stamp: hash.digest("hex"), libraries: manifests.flatMap(declaredLibraries) };
}

/** True when the last installation finished for this state and nothing of it was removed since. */
export function isComplete(state, { ignoreStamp = false } = {}) {
  const hasStamp = ignoreStamp || (existsSync(STAMP) && readFileSync(STAMP, "utf8") === state.stamp);
  return hasStamp && existsSync(pinnedNode) && state.libraries.every((library) => existsSync(library));
}

export function writeStamp(state) {
  writeFileSync(STAMP, state.stamp);
}

function declaredLibraries(manifest) {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(workspaceRoot, manifest), "utf8"));
  const modules = join(workspaceRoot, manifest, "..", "node_modules");
  return Object.keys({ ...dependencies, ...devDependencies }).map((name) => join(modules, name, "package.json"));
}
