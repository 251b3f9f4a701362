import type { CreateHeaderInput, StaffHeader } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { createDocument, extraOf } from "./document-writes.ts";
import { getOnSale } from "./on-sale.ts";
import { staffHeader } from "./shapes.ts";

/**
 * Adds a header, as a draft unless told otherwise. Published it takes the place of the one that was, which becomes a draft. Throws what
 * `createDocument` refuses.
 */
export async function createHeader(ctx: CoreContext<AdminActor>, input: CreateHeaderInput): Promise<StaffHeader> {
  const document = await createDocument<"header">(ctx, "content.createHeader", {
    kind: "header",
    locale: input.locale,
    title: input.title,
    description: input.description ?? null,
    buttonText: input.buttonText ?? null,
    imageUrl: input.imageUrl ?? null,
    link: input.link ?? null,
    state: input.state ?? "draft",
    visibleFrom: input.visibleFrom ?? null,
    visibleUntil: input.visibleUntil ?? null,
    extra: extraOf(input.extra),
  });
  return staffHeader(document, await getOnSale(ctx), ctx.clock.now());
}
