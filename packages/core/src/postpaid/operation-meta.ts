import type { OperationMeta } from "../trpc/meta.ts";

type Operation = NonNullable<OperationMeta["openapi"]>;
type About = Pick<Operation, "summary" | "description" | "message" | "status" | "idempotent" | "example">;

/** Ids and a number in examples. */
export const ACTIVATION_ID = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
export const PLAN_ID = "0198c2a0-0000-7000-8000-000000000002";
export const SECONDARY_ID = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e02";
export const CUSTOMER_ID = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e03";
export const PHONE = "+919812345678";

/** Said of every operation that is about one activation. */
export const WHICH = "Name the plan by `activationId` where you have several; a single one is meant without.";

/** A customer's operation. */
export function postpaid(method: Operation["method"], path: Operation["path"], about: About): OperationMeta {
  return { openapi: { method, path, tags: ["postpaid"], ...about } };
}

/** A staff operation. */
export function managing(method: Operation["method"], path: Operation["path"], about: About): OperationMeta {
  return { openapi: { method, path, tags: ["admin: postpaid"], ...about } };
}
