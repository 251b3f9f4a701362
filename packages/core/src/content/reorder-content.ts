import type { ReorderContentInput, ReorderContentOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeContent } from "./change-content.ts";
import { contentErrors } from "./errors.ts";

/**
 * Puts all siblings of a kind and language, drafts included, into the order sent, in one step. Throws `content.siblingsChanged` unless they
 * are exactly those there are, and what `changeContent` refuses.
 */
export async function reorderContent(
  ctx: CoreContext<AdminActor>,
  input: ReorderContentInput,
): Promise<ReorderContentOutput> {
  const { kind, locale, ids } = input;
  await changeContent(ctx, async (tx) => {
    const { documents } = await tx.content.list({ kind, locale });
    const before = documents.map(({ id }) => id);
    if (before.length !== ids.length || before.some((id) => !ids.includes(id))) throw contentErrors.siblingsChanged();
    const subject = { kind: `content_${kind}`, id: locale };
    const audit = [{ action: "content.reorder", subject, before: { ids: before }, after: { ids } }];
    return { audit, write: () => tx.content.reorder(kind, locale, ids) };
  });
  return { kind, locale, ids };
}
