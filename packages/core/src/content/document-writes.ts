import { type ContentKind, type DocumentChange, type DocumentOf, ExtraFields, type NewDocument } from "@nexa/content";
import { type Deleted, newId } from "@nexa/contracts";
import type { AuditEntry } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { changeContent } from "./change-content.ts";
import { checkReferences, checkTarget, checkWindow, type References, unknownDocument } from "./document-rules.ts";
import { contentErrors } from "./errors.ts";

type StaffContext = CoreContext<AdminActor>;

/** Adds a document as the last of its kind and language. Throws what `changeContent` and the rules of documents refuse. */
export function createDocument<K extends ContentKind>(
  ctx: StaffContext,
  action: string,
  document: NewDocument<K>,
): Promise<DocumentOf<K>> {
  const now = ctx.clock.now();
  const key = { id: newId(now), at: now.toISOString() };
  checkWindow(document);
  checkTarget(document as References);
  return changeContent(ctx, async (tx) => {
    // Known to be away before anything is written, so that an outage is told from an unknown outcome.
    await tx.content.health();
    await checkReferences(tx, document as References);
    const { kind } = document;
    const subject = { kind: `content_${kind}`, id: key.id };
    const replaced = await replacedHeader(tx, document, key.id);
    const created: AuditEntry = { action, subject, after: { ...document, id: key.id, revision: 1 } };
    return { audit: [created, ...replaced], write: () => tx.content.create(document, key) };
  });
}

/** Free fields come as any JSON; the contract has bounded them. */
type Loose<N, T> = (N extends "extra" ? Record<string, unknown> : T) | undefined;

export type Update<K extends ContentKind> = {
  readonly action: string;
  readonly kind: K;
  readonly id: string;
  /** The one that was read before. */
  readonly revision: number;
  /** The fields sent; those left out stay. */
  readonly fields: { readonly [N in keyof DocumentChange<K>]: Loose<N, DocumentChange<K>[N]> };
};

/** Changes the fields sent of a document at a revision. Throws what `changeContent` and the rules of documents refuse. */
export async function updateDocument<K extends ContentKind>(
  ctx: StaffContext,
  update: Update<K>,
): Promise<DocumentOf<K>> {
  const { action, kind, id, revision } = update;
  const sent = Object.entries(update.fields).filter(([, value]) => value !== undefined);
  if (sent.length === 0) throw contentErrors.nothingToChange();
  const change = Object.fromEntries(sent) as DocumentChange<K>;
  const at = ctx.clock.now().toISOString();
  return changeContent(ctx, async (tx) => {
    const before = await tx.content.get(kind, id);
    if (before === null) throw unknownDocument(kind);
    if (before.revision !== revision) throw contentErrors.changedMeanwhile({ revision: before.revision });
    const after = { ...before, ...change, revision: revision + 1, updatedAt: at };
    checkWindow(after);
    checkTarget(after as References);
    await checkReferences(tx, change as References);
    const replaced = await replacedHeader(tx, after, id);
    const changed: AuditEntry = { action, subject: { kind: `content_${kind}`, id }, before, after };
    return { audit: [changed, ...replaced], write: () => tx.content.update(kind, id, change, { revision, at }) };
  });
}

/** Deletes a document. Throws what `changeContent` refuses. */
export async function deleteDocument(
  ctx: StaffContext,
  { action, kind, id }: { action: string; kind: ContentKind; id: string },
): Promise<Deleted> {
  await changeContent(ctx, async (tx) => {
    const before = await tx.content.get(kind, id);
    if (before === null) throw unknownDocument(kind);
    const deleted: AuditEntry = { action, subject: { kind: `content_${kind}`, id }, before };
    return { audit: [deleted], write: () => tx.content.delete(kind, id) };
  });
  return { id };
}

/** The store takes the published header of a language back when another is published; the audit log says so too. */
async function replacedHeader(
  tx: StaffContext,
  document: { readonly kind: ContentKind; readonly locale: DocumentOf<"header">["locale"]; readonly state: string },
  id: string,
): Promise<AuditEntry[]> {
  if (document.kind !== "header" || document.state !== "published") return [];
  const { documents } = await tx.content.list({ kind: "header", locale: document.locale, state: "published" });
  return documents
    .filter((each) => each.id !== id)
    .map((before) => ({
      action: "content.replaceHeader",
      subject: { kind: "content_header", id: before.id },
      before,
      after: { ...before, state: "draft" },
    }));
}

/** Free fields as the store takes them: what the contract let through is JSON. */
export function extraOf(extra: Record<string, unknown> | undefined): ExtraFields {
  return ExtraFields.parse(extra ?? {});
}
