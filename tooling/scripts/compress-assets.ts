// Writes compressed copies beside the files of a built web app (`node compress-assets.ts dist`), so that the server need not compress.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const IS_TEXT = /\.(?:js|css|html|svg|json|webmanifest)$/;
/** Smaller ones fit into one packet as they are. */
const WORTH_IT_BYTES = 1_024;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Use: node compress-assets.ts FOLDER");
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  const file = join(folder, name);
  if (!IS_TEXT.test(name) || statSync(file).size < WORTH_IT_BYTES) continue;
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}
