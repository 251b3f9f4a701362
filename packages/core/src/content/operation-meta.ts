import type { OperationMeta } from "../trpc/meta.ts";

type Operation = NonNullable<OperationMeta["openapi"]>;

/** Ids in examples. */
export const DOCUMENT_ID = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51";
export const PLAN_ID = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e52";
export const IMAGE_URL = "/media/0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e53";

/** A read of what is public, answered with an ETag. */
export function showing(
  path: Operation["path"],
  about: Pick<Operation, "summary" | "description" | "example">,
): OperationMeta {
  return { openapi: { method: "GET", path, tags: ["content"], etag: true, ...about } };
}

/** A staff operation. What is created is answered with 201. */
export function editing(
  method: Operation["method"],
  path: Operation["path"],
  about: Pick<Operation, "summary" | "description" | "message" | "status" | "example">,
): OperationMeta {
  return { openapi: { method, path, tags: ["admin: content"], ...about } };
}
