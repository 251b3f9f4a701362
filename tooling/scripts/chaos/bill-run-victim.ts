import { tmpdir } from "node:os";
import { runBills } from "@nexa/core/postpaid/billing/run-bills";
import { openVictim } from "./victim-context.ts";

// Runs the bills of a database as a worker does, in small chunks, until none is due. Arguments: the database, its clock's instant.
const [databaseUrl = "", now = ""] = process.argv.slice(2);
const CHUNK = 20;

const { ctx, close } = openVictim({ name: "bill-run-victim", databaseUrl, now, maxConnections: 2, folder: tmpdir() });
console.log(JSON.stringify(await runBills(ctx, { chunk: CHUNK })));
await close();
