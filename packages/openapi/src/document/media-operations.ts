import type { Json } from "./json.ts";
import { SECURITY, successBody } from "./operation-parts.ts";
import { headerRef, problemRefs } from "./problem-parts.ts";

const headers: Json = { "X-Request-Id": headerRef("RequestId") };
/** Bytes have no text to show; the example says what they are. */
const binary: Json = { schema: { type: "string", format: "binary" }, example: "the picture's bytes" };
const id = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e53";
const example = { id, url: `/media/${id}`, contentType: "image/webp", width: 1600, height: 900, sizeBytes: 183_440 };
const integer = { type: "integer" };
const image: Json = {
  type: "object",
  properties: {
    id: { type: "string", format: "uuid" },
    url: { type: "string" },
    contentType: { type: "string" },
    width: integer,
    height: integer,
    sizeBytes: integer,
  },
  required: Object.keys(example),
};

/** Pictures travel as bytes, so these operations are no procedures. */
export const MEDIA_OPERATIONS = {
  uploadMedia: {
    operationId: "adminContentUploadMedia",
    summary: "Upload a picture for content",
    description:
      "A JPEG, PNG or WebP of at most 5 MB and 40 megapixels, as it is or as the file `file` of a form. It is encoded anew, at most 1600 pixels wide and high, without place and camera. `url` is what `imageUrl` of a header, card or question takes. Used by none of them for a week, it is deleted.",
    tags: ["admin: content"],
    security: SECURITY.admin,
    requestBody: {
      required: true,
      content: {
        "image/jpeg": binary,
        "image/png": binary,
        "image/webp": binary,
        "multipart/form-data": {
          schema: { type: "object", properties: { file: { type: "string", format: "binary" } }, required: ["file"] },
          example: { file: "the picture's bytes" },
        },
      },
    },
    responses: {
      201: {
        description: "It is saved.",
        headers,
        content: successBody(image, example, "The picture is saved."),
      },
      ...problemRefs([400, 401, 403, 413, 415, 422, 429, 500, 503]),
    },
  },
  getMedia: {
    operationId: "getMedia",
    summary: "A picture of the content",
    description: "What an address answers never changes, so it may be kept for good.",
    tags: ["content"],
    security: [],
    parameters: [
      { name: "imageId", in: "path", required: true, schema: { type: "string", format: "uuid" }, example: id },
      {
        name: "If-None-Match",
        in: "header",
        required: false,
        schema: { type: "string", maxLength: 200 },
        example: '"f1d2"',
      },
    ],
    responses: {
      200: { description: "The picture.", headers, content: { "image/webp": binary } },
      304: { description: "It is the one you have.", headers },
      ...problemRefs([404, 429, 500, 503]),
    },
  },
} as const satisfies Record<string, Json>;
