import type { OperationMeta } from "../trpc/meta.ts";

type Operation = NonNullable<OperationMeta["openapi"]>;

/** Ids in examples. */
export const CATEGORY_ID = "0198c2a0-0000-7000-8000-000000000001";
export const PLAN_ID = "0198c2a0-0000-7000-8000-000000000002";
export const OFFER_ID = "0198c2a0-0000-7000-8000-000000000003";

/** A read of what is public, answered with an ETag. */
export function browsing(path: Operation["path"], summary: string, example: Operation["example"]): OperationMeta {
  return { openapi: { method: "GET", path, tags: ["catalogue"], summary, etag: true, example: example ?? {} } };
}

/** A staff operation. What is created is answered with 201. */
export function managing(
  method: Operation["method"],
  path: Operation["path"],
  about: Pick<Operation, "summary" | "description" | "message" | "status" | "example">,
): OperationMeta {
  return { openapi: { method, path, tags: ["admin: catalogue"], ...about } };
}
