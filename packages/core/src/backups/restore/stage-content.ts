import type { ContentStore } from "@nexa/content";
import type { CoreContext } from "../../context.ts";
import { backupsErrors } from "../errors.ts";
import { linesOf } from "./lines-of.ts";

type Documents = Parameters<ContentStore["stage"]>[1];
type ContentDocument = Documents extends AsyncIterable<infer D> ? D : never;

/** Writes the archive's content aside, unseen until it is swapped in. Answers how many documents. */
export async function stageContent(
  tx: CoreContext,
  token: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number | null> {
  const { count } = await tx.content.stage(token, documentsOf(bytes));
  return count;
}

async function* documentsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ContentDocument> {
  for await (const line of linesOf(bytes)) if (line !== "") yield documentOf(line);
}

/** The store checks the document against its schema. */
function documentOf(line: string): ContentDocument {
  try {
    return JSON.parse(line);
  } catch {
    throw backupsErrors.broken();
  }
}
