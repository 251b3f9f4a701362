import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const launcher = fileURLToPath(new URL("../launch.mjs", import.meta.url));

function launch(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], { encoding: "utf8" });
  return { status, stdout, stderr: stderr.trim() };
}

test("explains itself without installing or starting anything", () => {
  const { status, stdout } = launch("start", "--help");
  expect(status).toBe(0);
  for (const option of ["--port N", "--no-demo", "--reset", "--help"]) expect(stdout).toContain(option);
});

test.each([
  [["start", "--prot", "3001"], "Unknown option '--prot'. See: npm start -- --help"],
  [["start", "--port"], "Option '--port <value>' argument missing. See: npm start -- --help"],
  [["start", "--port", "0"], "--port takes a number from 1 to 65535, for example: npm start -- --port 3001"],
  [["start", "--port", "70000"], "--port takes a number from 1 to 65535, for example: npm start -- --port 3001"],
  [["start", "--port", "3e3x"], "--port takes a number from 1 to 65535, for example: npm start -- --port 3001"],
  [["dance"], "Use: npm start, or npm test."],
])("refuses %j in one line", (args, line) => {
  const { status, stderr } = launch(...args);
  expect(stderr).toBe(line);
  expect(status).not.toBe(0);
});
