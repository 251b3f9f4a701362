export type DiffRow = {
  path: string;
  before: unknown;
  after: unknown;
  change: "added" | "removed" | "changed" | "same";
};

/** What differs between two values, by the path of each leaf. What is on one side only was added or removed. */
export function diffOf(before: unknown, after: unknown): DiffRow[] {
  const [old, fresh] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return paths.map((path) => {
    const [was, is] = [old.get(path), fresh.get(path)];
    return { path, before: was, after: is, change: changeOf(old.has(path), fresh.has(path), was, is) };
  });
}

function changeOf(had: boolean, has: boolean, before: unknown, after: unknown): DiffRow["change"] {
  if (!had) return "added";
  if (!has) return "removed";
  return JSON.stringify(before) === JSON.stringify(after) ? "same" : "changed";
}

function leavesOf(value: unknown, path = ""): Map<string, unknown> {
  if (value === null || value === undefined) return path === "" ? new Map() : new Map([[path, value]]);
  if (typeof value !== "object" || (Array.isArray(value) && value.every((each) => typeof each !== "object"))) {
    return new Map([[path, value]]);
  }
  const entries = Object.entries(value).flatMap(([name, each]) => [
    ...leavesOf(each, path === "" ? name : `${path}.${name}`),
  ]);
  return new Map(entries);
}
