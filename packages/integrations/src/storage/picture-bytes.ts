import { PictureRefused } from "./picture-refused.ts";

export type PictureFormat = "jpeg" | "png" | "webp";

const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The chunk that every PNG ends with: no length, `IEND`, its checksum. */
const PNG_END = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
const RIFF_HEADER_BYTES = 8;
/** The end record of a ZIP file lies within this many bytes of its end. */
const ZIP_TAIL_BYTES = 65_557;
const ZIP_END = "PK\u0005\u0006";

/** What turns a picture into a page, script, document or program where something reads it as one. */
const FOREIGN = /<script[\s>]|<html[\s>]|<!doctype|<\?php|%PDF-|\u007fELF|Rar!\u001a\u0007|7z\u00bc\u00af'\u001c/i;

/**
 * The format of a picture by its own bytes, whatever it was called. Files that are also something else (polyglots) are refused, though
 * nothing of what was sent is kept: such a file is an attack, not a photo.
 *
 * @throws PictureRefused
 */
export function pictureFormat(bytes: Buffer): PictureFormat {
  const format = formatByStart(bytes);
  if (!endsAsIts(format, bytes)) throw new PictureRefused("mixed");
  const text = bytes.toString("latin1");
  if (FOREIGN.test(text) || text.slice(-ZIP_TAIL_BYTES).includes(ZIP_END)) throw new PictureRefused("mixed");
  return format;
}

function formatByStart(bytes: Buffer): PictureFormat {
  if (startsWith(bytes, PNG_START)) return "png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "jpeg";
  if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP") return "webp";
  throw new PictureRefused("unsupported");
}

/** Phones append previews and second pictures to a JPEG, so only the other two must end where their format says. */
function endsAsIts(format: PictureFormat, bytes: Buffer): boolean {
  if (format === "png")
    return bytes.subarray(-PNG_END.length).equals(Buffer.from(PNG_END)) && pngEnd(bytes) === bytes.length;
  if (format === "webp") {
    const length = bytes.readUInt32LE(4) + RIFF_HEADER_BYTES;
    return bytes.length === length || bytes.length === length + (length % 2);
  }
  return true;
}

/** Where the first `IEND` chunk of a PNG ends, going from chunk to chunk; -1 where the chunks are broken. */
function pngEnd(bytes: Buffer): number {
  let at = PNG_START.length;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IEND") return end;
    at = end;
  }
  return -1;
}

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
