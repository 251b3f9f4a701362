import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type ImportSection, type ImportSource, NotASource, type SourceRecord } from "./import-source.ts";
import { jsonArrayElements, NotJsonArrays } from "./json-arrays.ts";

const CHUNK_BYTES = 1024 * 1024;

/**
 * The JSON backup of the FastAPI edition. It is read as a stream once for each section, so that its size does not matter and its
 * sections may come in any order.
 *
 * @throws NotASource where there is no such file, or it is no such backup
 */
export async function openJsonSource(path: string): Promise<ImportSource> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile())
    throw new NotASource(`There is no file ${path}. Name the JSON backup, or a postgresql:// address.`);
  return {
    records: (section) => readSection(path, section),
    close: async () => undefined,
  };
}

async function* readSection(path: string, section: ImportSection): AsyncGenerator<SourceRecord> {
  const chunks = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  try {
    for await (const { text } of jsonArrayElements(chunks, section)) yield parseRecord(text, section);
  } catch (error) {
    if (error instanceof NotJsonArrays) throw new NotASource(`${path} is no JSON backup. ${error.message}`);
    throw error;
  }
}

function parseRecord(text: string, section: ImportSection): SourceRecord {
  try {
    const record: unknown = JSON.parse(text, numbersAsText);
    if (typeof record === "object" && record !== null && !Array.isArray(record)) return record as SourceRecord;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new NotASource(`The backup holds something that is no record under "${section}": ${text.slice(0, 60)}`);
}

/** The digits as they are in the file: 19.99 has no exact float. */
function numbersAsText(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === "number" ? (context?.source ?? String(value)) : value;
}
