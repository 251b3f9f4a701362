import type { Tree } from "./tree.ts";

/** A package of the workspace: `folder` is `packages/core`, `area` its first part. */
export type WorkspacePackage = {
  readonly folder: string;
  readonly area: "apps" | "packages" | "tooling";
  readonly name: string;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  readonly scripts: string;
  readonly files: readonly string[];
};

type Manifest = {
  name?: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
};

const MANIFEST = /^(apps|packages|tooling)\/([^/]+)\/package\.json$/;

/** Files that JavaScript runs, TypeScript or not. */
export const SOURCE_FILE = /\.(?:ts|tsx|mts|cts|js|mjs|cjs)$/;

/** Tests and what only tests load (kits, suites that every adapter of a port must pass): they may use dev dependencies and the test tooling. */
export function isTestFile(path: string): boolean {
  return /\.(?:test|spec)\.[cm]?tsx?$|\/(?:test|tests|testing|contract)\/|\/vitest\.config\.ts$/.test(path);
}

/** Written by a program, so size and style rules do not apply. */
export function isGenerated(path: string): boolean {
  return /\.gen\.ts$|\/generated\/|\/migrations\//.test(path);
}

/** The packages of `apps/`, `packages/` and `tooling/`, read from their package.json. */
export function workspaceOf(tree: Tree): WorkspacePackage[] {
  return tree.files.flatMap((path) => {
    const match = MANIFEST.exec(path);
    if (match === null) return [];
    const folder = path.slice(0, -"/package.json".length);
    const manifest: Manifest = JSON.parse(tree.read(path));
    return [
      {
        folder,
        area: match[1] as WorkspacePackage["area"],
        name: manifest.name ?? folder,
        dependencies: new Set(
          Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies }),
        ),
        devDependencies: new Set(Object.keys(manifest.devDependencies ?? {})),
        scripts: Object.values(manifest.scripts ?? {}).join("\n"),
        files: tree.files.filter((file) => file.startsWith(`${folder}/`)),
      },
    ];
  });
}
