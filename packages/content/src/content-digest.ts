import { createHash } from "node:crypto";
import type { ContentDocument } from "./documents.ts";

export type ContentDigest = { readonly count: number; readonly sha256: string };

/** What a content is, in one hash: equal for equal documents in equal order, whichever store they come from. */
export async function contentDigest(documents: AsyncIterable<ContentDocument>): Promise<ContentDigest> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const document of documents) {
    hash.update(canonicalJson(document)).update("\n");
    count += 1;
  }
  return { count, sha256: hash.digest("hex") };
}

/** JSON with the fields in the order of their names, which stores do not keep. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each)}`).join(",")}}`;
}
