import { promisify } from "node:util";
import { gzip } from "node:zlib";

const MIN_BYTES = 1_024;

const gzipAsync = promisify(gzip);

/** Whether a text of this length is worth compressing, and the caller takes gzip. */
export function wantsGzip(text: string, acceptEncoding: string | undefined): boolean {
  return text.length >= MIN_BYTES && acceptEncoding !== undefined && takesGzip(acceptEncoding);
}

/** The text as gzip, made off the event loop. */
export async function gzipText(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await gzipAsync(text, { level: 5 }));
}

function takesGzip(acceptEncoding: string): boolean {
  return acceptEncoding.split(",").some((each) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?:1|0?\.0*[1-9]).*)?$/i.test(each));
}
