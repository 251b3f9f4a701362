import type { Json } from "./json.ts";
import { SECURITY, successBody } from "./operation-parts.ts";
import { headerRef, problemRefs } from "./problem-parts.ts";

const headers: Json = { "X-Request-Id": headerRef("RequestId") };
/** Bytes have no text to show; the example says what they are. */
const binary: Json = { schema: { type: "string", format: "binary" }, example: "the picture's bytes" };
const picture: Json = {
  type: "object",
  properties: { pictureId: { type: "string", format: "uuid" }, sizeBytes: { type: "integer" } },
  required: ["pictureId", "sizeBytes"],
};
const example = { pictureId: "019aaf3e-7c00-7000-8000-00000000c0de", sizeBytes: 18_344 };

/** A picture travels as bytes, so its operations are no procedures. */
export const PICTURE_OPERATIONS = {
  getPicture: {
    operationId: "getPicture",
    summary: "Your picture",
    tags: ["profile"],
    security: SECURITY.customer,
    responses: {
      200: { description: "The picture.", headers, content: { "image/webp": binary } },
      ...problemRefs([401, 403, 404, 429, 500, 503]),
    },
  },
  putPicture: {
    operationId: "putPicture",
    summary: "Send your picture",
    description:
      "A JPEG, PNG or WebP of at most 5 MB and 40 megapixels, as it is or as the file `picture` of a form. It is encoded anew, at most 512 pixels wide and high, without place and camera; the earlier one is deleted.",
    tags: ["profile"],
    security: SECURITY.customer,
    requestBody: {
      required: true,
      content: {
        "image/jpeg": binary,
        "image/png": binary,
        "image/webp": binary,
        "multipart/form-data": {
          schema: {
            type: "object",
            properties: { picture: { type: "string", format: "binary" } },
            required: ["picture"],
          },
          example: { picture: "the picture's bytes" },
        },
      },
    },
    responses: {
      200: {
        description: "It is saved.",
        headers,
        content: successBody(picture, example, "Your picture is saved."),
      },
      ...problemRefs([400, 401, 403, 413, 415, 422, 429, 500, 503]),
    },
  },
} as const satisfies Record<string, Json>;
