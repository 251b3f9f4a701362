import sharp from "sharp";
import { pictureFormat } from "./picture-bytes.ts";
import { PictureRefused } from "./picture-refused.ts";

export interface ReEncodedPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: "image/webp";
  readonly width: number;
  readonly height: number;
}

/** Phones make photos of up to about 50 megapixels, but those weigh more than we take. */
const MAX_PIXELS = 40_000_000;
const MAX_SECONDS = 10;
const QUALITY = 82;

// One thread and no memory of earlier pictures: several people may send one at once.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes a JPEG, PNG or WebP that someone sent and encodes it anew: upright, at most `maxSide` pixels wide and high, one frame, without
 * anything that was in the file beside the picture (place, camera, comments).
 *
 * @throws PictureRefused for other formats, files that are more than a picture, broken ones, and ones that would unfold to too many pixels
 */
export async function reEncodePicture(sent: Uint8Array, maxSide: number): Promise<ReEncodedPicture> {
  const input = Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength);
  const format = pictureFormat(input);
  await refuseByHeader(input, format);
  try {
    const { data, info } = await sharp(input, { limitInputPixels: MAX_PIXELS, failOn: "error", sequentialRead: true })
      .timeout({ seconds: MAX_SECONDS })
      .autoOrient()
      .resize(maxSide, maxSide, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    return { bytes: new Uint8Array(data), contentType: "image/webp", width: info.width, height: info.height };
  } catch (cause) {
    throw new PictureRefused("broken", { cause });
  }
}

/** The header alone says how many pixels there will be, before any is unfolded. */
async function refuseByHeader(input: Buffer, format: string): Promise<void> {
  const header = await sharp(input, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw new PictureRefused("broken", { cause });
    });
  if (header.format !== format) throw new PictureRefused("mixed");
  if (header.width * header.height > MAX_PIXELS) throw new PictureRefused("tooManyPixels");
}
