import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { PictureRefused } from "./picture-refused.ts";
import { reEncodePicture } from "./re-encode-picture.ts";

const SIDE = 512;

/** A photo of 1200 x 800, its left half red and its right half blue. */
function photo() {
  const right = { create: { width: 600, height: 800, channels: 3 as const, background: "blue" } };
  return sharp({ create: { width: 1200, height: 800, channels: 3, background: "red" } }).composite([
    { input: right, left: 600, top: 0 },
  ]);
}

async function faultOf(bytes: Uint8Array): Promise<string> {
  const error = await reEncodePicture(bytes, SIDE).catch((thrown: unknown) => thrown);
  if (!(error instanceof PictureRefused)) throw new Error(`taken, or failed otherwise: ${String(error)}`);
  return error.fault;
}

function pngChunk(name: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** A PNG of 30,000 x 30,000 black pixels in about 110 kB: 900 MB once unfolded. */
function bomb(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(30_000, 0);
  header.writeUInt32BE(30_000, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(30_000 * (1 + 30_000 / 8)));
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, pngChunk("IHDR", header), pngChunk("IDAT", rows), pngChunk("IEND", Buffer.alloc(0))]);
}

describe("pictures that are taken", () => {
  it.each([
    ["a JPEG", () => photo().jpeg().toBuffer()],
    ["a PNG", () => photo().png().toBuffer()],
    ["a WebP", () => photo().webp().toBuffer()],
  ])("become a WebP of at most 512 pixels: %s", async (_name, make) => {
    const { bytes, contentType } = await reEncodePicture(await make(), SIDE);
    expect(contentType).toBe("image/webp");
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 512, height: 341 });
  });

  it("are not made larger", async () => {
    const small = await sharp({ create: { width: 40, height: 60, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    expect(await reEncodePicture(small, SIDE)).toMatchObject({ width: 40, height: 60 });
  });

  it("lose their EXIF, place and comments included, and stand upright as the camera held them", async () => {
    const gps = { IFD3: { GPSLatitude: "19/1 4/1 0/1", GPSLongitude: "72/1 52/1 0/1" } };
    const sent = await photo()
      .withExif({ IFD0: { Copyright: "Asha Rao", Artist: "secret artist" }, ...gps })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(sent).metadata()).exif).toBeDefined();
    expect(sent.toString("latin1")).toContain("secret artist");
    const { bytes } = await reEncodePicture(sent, SIDE);
    const kept = await sharp(bytes).metadata();
    expect([kept.exif, kept.xmp, kept.icc, kept.orientation, kept.iptc]).toEqual(Array(5).fill(undefined));
    expect(Buffer.from(bytes).toString("latin1")).not.toContain("secret");
    expect(kept).toMatchObject({ width: 341, height: 512 });
    // Turned by 90 degrees: what was left is now above.
    const top = await sharp(bytes).extract({ left: 100, top: 20, width: 1, height: 1 }).raw().toBuffer();
    expect((top[0] ?? 0) > 200 && (top[2] ?? 255) < 50).toBe(true);
  });

  it("may carry what phones append to a JPEG", async () => {
    const preview = await photo().jpeg().toBuffer();
    const sent = Buffer.concat([await photo().jpeg().toBuffer(), preview]);
    expect((await reEncodePicture(sent, SIDE)).width).toBe(512);
  });

  it("keep one frame of a moving picture", async () => {
    const frames = Buffer.alloc(10 * 30 * 3, 200);
    const moving = await sharp(frames, { raw: { width: 10, height: 30, channels: 3, pageHeight: 10 } })
      .webp({ loop: 0 })
      .toBuffer();
    expect(await reEncodePicture(moving, SIDE)).toMatchObject({ width: 10, height: 10 });
  });
});

describe("files that are refused", () => {
  it("an SVG, also one that claims to be something else, and other formats", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    expect(await faultOf(Buffer.from(svg))).toBe("unsupported");
    expect(await faultOf(Buffer.from(`<?xml version="1.0"?>${svg}`))).toBe("unsupported");
    expect(await faultOf(await photo().gif().toBuffer())).toBe("unsupported");
    expect(await faultOf(await photo().tiff().toBuffer())).toBe("unsupported");
    expect(await faultOf(Buffer.from("GIF89a/*"))).toBe("unsupported");
    expect(await faultOf(new Uint8Array())).toBe("unsupported");
  });

  it("a picture that is also a page, a script, a document or an archive", async () => {
    const [jpeg, png, webp] = [
      await photo().jpeg().toBuffer(),
      await photo().png().toBuffer(),
      await photo().webp().toBuffer(),
    ];
    const zip = Buffer.concat([Buffer.from("PK\u0005\u0006"), Buffer.alloc(18)]);
    for (const tail of [Buffer.from("<script>alert(1)</script>"), Buffer.from("<?php system($_GET[0]);"), zip]) {
      for (const picture of [jpeg, png, webp]) expect(await faultOf(Buffer.concat([picture, tail]))).toBe("mixed");
    }
    const comment = Buffer.from("%PDF-1.7 1 0 obj <<>> endobj");
    const length = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
    expect(await faultOf(Buffer.concat([jpeg.subarray(0, 2), length, comment, jpeg.subarray(2)]))).toBe("mixed");
    const text = pngChunk("tEXt", Buffer.from("Comment\u0000<html><body onload=alert(1)>"));
    expect(await faultOf(Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]))).toBe("mixed");
    expect(await faultOf(Buffer.concat([png, png]))).toBe("mixed");
  });

  it("a bomb, without unfolding it", async () => {
    const sent = bomb();
    expect(sent.length).toBeLessThan(200_000);
    const before = process.memoryUsage().rss;
    expect(await faultOf(sent)).toBe("tooManyPixels");
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1_048_576);
  });

  it("a picture that is broken or cut off", async () => {
    const jpeg = await photo().jpeg().toBuffer();
    expect(await faultOf(jpeg.subarray(0, 3))).toBe("broken");
    expect(await faultOf(jpeg.subarray(0, jpeg.length / 2))).toBe("broken");
    const png = await photo().png().toBuffer();
    const damaged = Buffer.from(png);
    damaged.fill(0x55, 60, png.length - 20);
    expect(["broken", "mixed"]).toContain(await faultOf(damaged));
  });
});
