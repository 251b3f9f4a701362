import { createHash } from "node:crypto";
import { type ContentDigest, contentDigest } from "./content-digest.ts";
import { ContentError } from "./errors.ts";
import type { ContentStore } from "./store.ts";

export type MoveOutcome =
  /** Both have it already. */
  | ({ readonly outcome: "same" } & ContentDigest)
  /** The target has another content, and replacing it was not asked for. */
  | { readonly outcome: "occupied"; readonly count: number }
  | ({ readonly outcome: "moved" } & ContentDigest);

/**
 * Makes the content of `to` that of `from`: staged, compared by count and hash, and swapped in only when it is equal. Killed in between
 * nothing is seen of it, and the next run begins anew. What was there is kept until the next swap.
 * Throws ContentError `replaced` where `from` changed meanwhile: run it again.
 */
export async function moveContent(
  from: ContentStore,
  to: ContentStore,
  options: { readonly replace: boolean },
): Promise<MoveOutcome> {
  const wanted = await contentDigest(from.exportAll());
  const found = await contentDigest(to.exportAll());
  if (found.sha256 === wanted.sha256) return { outcome: "same", ...wanted };
  if (found.count > 0 && !options.replace) return { outcome: "occupied", count: found.count };

  const token = await tokenOf(to, wanted, found);
  await to.stage(token, from.exportAll());
  const staged = await contentDigest(to.exportAll(token));
  if (staged.sha256 !== wanted.sha256 || staged.count !== wanted.count) {
    await to.dropStage(token);
    throw new ContentError("replaced", "the content changed while it was moved");
  }
  await to.swap(token);
  return { outcome: "moved", ...wanted };
}

/** The same where a run was killed and nothing changed since, so that the next one clears away what it left. */
async function tokenOf(to: ContentStore, wanted: ContentDigest, found: ContentDigest): Promise<string> {
  const live = (await to.stages()).find((each) => each.isLive)?.token ?? "";
  const hex = createHash("sha256").update(`${wanted.sha256} ${found.sha256} ${live}`).digest("hex");
  // As a UUID of version 8, which is for any hash.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
