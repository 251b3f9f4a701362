// Lays out what a backup holds as files to read (`pnpm backup:unpack FILE FOLDER`): the way into an essential export.
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { CoreError } from "@nexa/contracts";
import { type ArchiveEntry, type ArchiveManifest, openArchive } from "@nexa/core/backups/archive/index";
import { loadOwnSettings } from "./installation.ts";

const HELP = `pnpm backup:unpack FILE FOLDER

Writes what a backup holds into a new folder: manifest.json, a file for each table, content.jsonl and the uploaded files.
Tables of an essential export are JSON, one row a line; those of a full backup are as PostgreSQL's COPY writes them, with
the columns in manifest.json. An encrypted backup needs its key in BACKUP_KEY. To put a full backup in place: pnpm restore.
`;
/** Names are ours, but the file may be anybody's. */
const SAFE_NAME = /^[A-Za-z0-9_-]{1,100}$/;

/** What the person at the terminal can put right. */
class Refusal extends Error {}

async function unpack(file: string, folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  if (made === undefined) throw new Refusal(`${folder} is there already. Name a new folder.`);
  try {
    const keys = (process.env.BACKUP_KEY ?? "").split(",").flatMap((key) => key.trim() || []);
    const { manifest, entries } = await openArchive(createReadStream(file), { keys });
    await mkdir(join(folder, "files"));
    let count = 0;
    for await (const entry of entries) {
      await pipeline(entry.bytes, createWriteStream(join(folder, nameOf(entry, manifest)), { mode: 0o600 }));
      count += 1;
    }
    await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    console.log(
      `${count} parts of the ${manifest.kind} backup of ${manifest.createdAt} are in ${folder}. It is sound.`,
    );
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    throw error;
  }
}

function nameOf({ kind, name }: ArchiveEntry, manifest: ArchiveManifest): string {
  if (!SAFE_NAME.test(name)) throw new Refusal(`The backup names a part "${name}", which is no name of ours.`);
  if (kind === "file") return join("files", name);
  return kind === "table" && manifest.kind === "full" ? `${name}.copy` : `${name}.jsonl`;
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean" } } });
  const [file, folder] = positionals;
  if (values.help || file === undefined || folder === undefined || positionals.length > 2) {
    console.log(HELP);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  loadOwnSettings();
  // pnpm and npm run scripts in the workspace; what was typed is meant from where it was typed.
  const from = process.env.INIT_CWD ?? process.cwd();
  await unpack(resolve(from, file), resolve(from, folder));
}

try {
  await main();
} catch (error) {
  const isKnown = error instanceof CoreError || error instanceof Refusal || isSystem(error);
  console.error(isKnown && error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** No such file, no space, no right. */
function isSystem(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
