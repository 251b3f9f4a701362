import type { CreateFaqInput, StaffFaq } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { createDocument, extraOf } from "./document-writes.ts";
import { getOnSale } from "./on-sale.ts";
import { staffFaq } from "./shapes.ts";

/** Adds a question behind the others of its language, as a draft unless told otherwise. Throws what `createDocument` refuses. */
export async function createFaq(ctx: CoreContext<AdminActor>, input: CreateFaqInput): Promise<StaffFaq> {
  const document = await createDocument<"faq">(ctx, "content.createFaq", {
    kind: "faq",
    locale: input.locale,
    question: input.question,
    answer: input.answer,
    imageUrl: input.imageUrl ?? null,
    category: input.category ?? null,
    state: input.state ?? "draft",
    visibleFrom: input.visibleFrom ?? null,
    visibleUntil: input.visibleUntil ?? null,
    extra: extraOf(input.extra),
  });
  return staffFaq(document, await getOnSale(ctx), ctx.clock.now());
}
