import { httpErrors, readBytes } from "@nexa/openapi";
import type { ServerContext } from "./settings.ts";

/** A form adds its boundaries and headers to the picture. */
const FORM_BYTES = 16_384;

/**
 * The bytes of a picture sent as it is or as the file `field` of a form. What the body says it is decides only how it is unwrapped; what
 * it is, its own bytes say later.
 * @throws httpErrors for a wrong content type (415), too many bytes (413), a form without the file (400).
 */
export async function sentPicture(c: ServerContext, field: string, maxBytes: number): Promise<Uint8Array> {
  const contentType = c.req.header("content-type") ?? "";
  const [type = ""] = contentType.toLowerCase().split(";");
  if (type.startsWith("image/")) return readBytes(c.req, maxBytes);
  if (type.trim() === "multipart/form-data") {
    return fileOfForm(await readBytes(c.req, maxBytes + FORM_BYTES), contentType, field);
  }
  throw httpErrors.wrongContentType(
    {},
    `Send the picture itself with its own content type, such as image/jpeg, or a form with a file named ${field}.`,
  );
}

async function fileOfForm(body: Uint8Array<ArrayBuffer>, contentType: string, field: string): Promise<Uint8Array> {
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData().catch(() => null);
  const file = form?.get(field);
  if (!(file instanceof File))
    throw httpErrors.brokenBody({}, `The form has no file named ${field}. Add it and send the form again.`);
  return new Uint8Array(await file.arrayBuffer());
}
