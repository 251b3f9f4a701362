import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const workspaceRoot = fileURLToPath(new URL("../../", import.meta.url));

const shared = {
  include: ["**/*.test.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

/** Run from the root of the workspace it takes every package as a project of one run; run from a package, that one. */
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: Math.max(2, availableParallelism()),
    globalSetup: [fileURLToPath(new URL("global-setup.ts", import.meta.url))],
    passWithNoTests: true,
    ...(join(process.cwd(), "/") === workspaceRoot ? { projects: workspaceProjects() } : shared),
  },
});

function workspaceProjects(): TestProjectInlineConfiguration[] {
  return ["apps", "packages", "tooling"].flatMap((group) =>
    readdirSync(join(workspaceRoot, group))
      .filter((name) => existsSync(join(workspaceRoot, group, name, "package.json")))
      .map((name) => ({
        root: join(workspaceRoot, group, name),
        test: { ...shared, name: `${group}/${name}` },
      })),
  );
}
