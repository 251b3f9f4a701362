import { expect, it } from "vitest";
import { compareEnvExample, missingEnvFindings } from "./env-example.ts";
import { treeOf } from "./tree.ts";

const SERVER = { file: "apps/server/src/env.ts", variables: [{ name: "PORT", description: "Where to listen" }] };
const WORKER = { file: "apps/worker/src/env.ts", variables: [{ name: "LOG_LEVEL", description: "How much to log" }] };

it("is content when both name the same variables, set or commented out", () => {
  expect(compareEnvExample("# Where to listen.\n# PORT=3000\n\nLOG_LEVEL=info\n", [SERVER, WORKER])).toEqual([]);
});

it("reports a variable that the example does not show", () => {
  expect(compareEnvExample("PORT=3000", [SERVER, WORKER])).toEqual([
    { file: "apps/worker/src/env.ts", message: "LOG_LEVEL is not in .env.example: add it, commented with its default" },
  ]);
});

it("reports a variable that no app reads, with its line", () => {
  expect(compareEnvExample("# PORT=3000\n# PROT=3000\n", [SERVER])).toEqual([
    { file: ".env.example", line: 2, message: "no app reads PROT: remove it or add it to a schema" },
  ]);
});

it("does not take prose with an equals sign for a variable", () => {
  expect(compareEnvExample("# Set PORT=3000 to change it\n#PORT=3000", [SERVER])).toEqual([]);
});

it("asks for a description", () => {
  const app = { file: "a/env.ts", variables: [{ name: "PORT", description: null }] };
  expect(compareEnvExample("PORT=1", [app])).toEqual([
    expect.objectContaining({ message: expect.stringContaining("description") }),
  ]);
});

it("misses the schema of an app as soon as the app runs", () => {
  expect(missingEnvFindings(treeOf({ "apps/server/package.json": "{}" }))).toEqual([]);
  expect(missingEnvFindings(treeOf({ "apps/server/src/main.ts": "" }))).toHaveLength(1);
  expect(missingEnvFindings(treeOf({ "apps/server/src/main.ts": "", "apps/server/src/env.ts": "" }))).toEqual([]);
});
