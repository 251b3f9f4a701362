import { createReadStream } from "node:fs";
import { restoreArchive } from "@nexa/core/backups/restore/index";
import { openVictim } from "./victim-context.ts";

// Restores a backup as the command does. Arguments: the database, its clock's instant, the backup's file, a folder for what it stores.
const [databaseUrl = "", now = "", file = "", folder = ""] = process.argv.slice(2);

const { ctx, close } = openVictim({ name: "restore-victim", databaseUrl, now, maxConnections: 3, folder });
// Whoever kills it counts from here.
console.log("begins");
await restoreArchive(ctx, {
  ...{ source: "victim", taskId: null, requestedBy: null, signal: new AbortController().signal },
  ...{ report: () => undefined, bytes: async () => createReadStream(file) },
});
await close();
