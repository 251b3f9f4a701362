import { createHash, randomUUID } from "node:crypto";
import { uploads } from "@nexa/db";
import { createCarousel, createFaq, createHeader } from "../../content/index.ts";
import { withTransaction } from "../../context.ts";
import { ensureOperatorProfile } from "../../settings/index.ts";
import type { TestCore } from "../../testing/index.ts";
import { bytesOf } from "../archive/archive.fixture.ts";
import { makeBackup } from "../make-backup.ts";
import { NOT_IN_BACKUPS } from "../tables.ts";
import type { RestoreRun } from "./restore-archive.ts";

export const never = new AbortController().signal;

/** A full backup's bytes, as somebody downloads them. */
export async function backUp(core: TestCore): Promise<Buffer> {
  const run = { kind: "full", reason: "manual", report: () => undefined, signal: never } as const;
  const { backup } = await makeBackup(core.job(), run);
  const file = await core.runtime.gateways.files.open(`backups/${backup.fileName}`);
  if (!file) throw new Error("the backup is not in the storage");
  return bytesOf(file.chunks);
}

/** A restore of these bytes as the command does it. */
export function runOf(bytes: Uint8Array, fields: Partial<RestoreRun> = {}): RestoreRun {
  return {
    source: "kept.nexa",
    bytes: async () => inChunks(bytes),
    taskId: null,
    requestedBy: null,
    report: () => undefined,
    signal: never,
    ...fields,
  };
}

const CHUNK_BYTES = 65_536;

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.subarray(from, from + CHUNK_BYTES);
}

/** What a restore changes of the archive's rows on purpose. */
const OWN_TRACE = new Set(["audit_events", "audit_chain", "catalog_version"]);

/** Every row of every table that a backup holds, as text, by table. */
export async function everyRow(
  core: TestCore,
  but: ReadonlySet<string> = OWN_TRACE,
): Promise<Record<string, string[]>> {
  return withTransaction(core.job(), async ({ db }) => {
    const tables = await db.query<{ name: string }>({
      text: `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition order by 1`,
    });
    const rows: Record<string, string[]> = {};
    for (const { name } of tables) {
      if (NOT_IN_BACKUPS[name] !== undefined || but.has(name)) continue;
      const text = `select (to_jsonb(t) - 'written_by')::text as row from "${name}" t order by 1`;
      rows[name] = (await db.query<{ row: string }>({ text })).map((each) => each.row);
    }
    return rows;
  });
}

/** One hash over all rows and all content: two states are the same or they are not. */
export async function fingerprint(core: TestCore): Promise<string> {
  const rows = await everyRow(core, new Set());
  const content = await everyDocument(core);
  return createHash("sha256")
    .update(JSON.stringify([rows, content]))
    .digest("hex");
}

export async function everyDocument(core: TestCore): Promise<unknown[]> {
  const documents: unknown[] = [];
  for await (const document of core.runtime.content.exportAll()) documents.push(document);
  return documents;
}

/** Content and an uploaded picture. */
export async function addContent(core: TestCore): Promise<{ pictureId: string; picture: Buffer }> {
  const editor = await core.admin("content");
  const place = { locale: "en", state: "published" } as const;
  await createHeader(editor, {
    ...place,
    title: `Welcome ${randomUUID()}`,
    description: "Line\u2028break \\ and\ttab",
  });
  await createCarousel(editor, { ...place, title: "New plans", details: "Look at them" });
  await createFaq(editor, { ...place, question: "How do I recharge?", answer: "Choose a plan.", category: "money" });
  const picture = Buffer.from(`picture ${randomUUID()}`);
  const pictureId = randomUUID();
  const sha256 = createHash("sha256").update(picture).digest("hex");
  const facts = {
    id: pictureId,
    purpose: "content_image",
    contentType: "image/webp",
    sizeBytes: picture.length,
  } as const;
  await core.runtime.db.orm.insert(uploads).values({ ...facts, sha256, createdAt: core.clock.now() });
  await core.runtime.gateways.storage.put(pictureId, picture);
  return { pictureId, picture };
}

/** As the first start leaves it. */
export function install(core: TestCore): Promise<void> {
  return ensureOperatorProfile(core.as({ kind: "system" }));
}
