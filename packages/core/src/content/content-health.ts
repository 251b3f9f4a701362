import { type Runtime, runtimeSlot } from "../runtime.ts";

export type ContentHealth = "available" | "unavailable";

/** However many ask, the store is asked once a second. */
const KEEP_MS = 1_000;
/** A store that takes longer counts as away. */
const PATIENCE_MS = 500;

const probe = runtimeSlot(({ content, logger }) => {
  let asked: { at: number; answer: Promise<ContentHealth> } | undefined;
  const ask = async (): Promise<ContentHealth> => {
    const { promise, resolve } = Promise.withResolvers<ContentHealth>();
    const timer = setTimeout(() => resolve("unavailable"), PATIENCE_MS);
    const answered = content.health().then(
      (): ContentHealth => "available",
      (error: unknown): ContentHealth => {
        logger.debug({ err: error }, "the content store does not answer");
        return "unavailable";
      },
    );
    const health = await Promise.race([answered, promise]);
    clearTimeout(timer);
    return health;
  };
  return (): Promise<ContentHealth> => {
    const at = performance.now();
    if (asked === undefined || at - asked.at >= KEEP_MS) asked = { at, answer: ask() };
    return asked.answer;
  };
});

/** Whether the content store answers, at most a second old. Without it recharges go on and customers see the last content. */
export function contentHealth(ctx: { readonly runtime: Runtime }): Promise<ContentHealth> {
  return probe(ctx)();
}
