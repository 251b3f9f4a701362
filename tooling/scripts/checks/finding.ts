import type { Tree } from "./tree.ts";

/** One thing somebody has to do: where (path from the root, line from 1 when there is one) and what. */
export type Finding = { readonly file: string; readonly line?: number; readonly message: string };

/** One line of `pnpm verify`. `run` answers every finding of the tree, none when all is well. */
export type Check = {
  readonly name: string;
  readonly run: (tree: Tree) => readonly Finding[] | Promise<readonly Finding[]>;
};

/** `packages/core/src/a.ts:12 what to do`, the form editors and terminals turn into a link. */
export function formatFinding(finding: Finding): string {
  const place = finding.line === undefined ? finding.file : `${finding.file}:${finding.line}`;
  return `${place} ${finding.message}`;
}
