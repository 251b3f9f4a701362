import type { DocumentOf } from "@nexa/content";
import { type Runtime, runtimeSlot } from "../runtime.ts";
import { readContentVersion } from "./content-version.ts";

/** From this age on the version is compared again, while reads go on with what is held. */
const CHECK_AFTER_MS = 1_000;
/** From this age on a read waits for the comparison, as long as its patience lasts. */
const MAX_AGE_MS = 1_900;
/** How long all reads that meet a comparison wait for it, counted from its start. */
const PATIENCE_MS = 150;
/** After a failure reads are answered at once for this long; then one of them tries again. */
const RETRY_AFTER_MS = 1_000;
/** From this age on the content is read again even at the same version, which heals what a crash left unannounced. */
const REREAD_AFTER_MS = 30_000;
/** A store that neither answers nor fails counts as failed. */
const GIVE_UP_MS = 5_000;

/** Everything published, whatever its window, of one moment. It never changes; newer content is a new object. */
export type PublishedContent = {
  readonly version: number;
  readonly headers: readonly DocumentOf<"header">[];
  readonly carousels: readonly DocumentOf<"carousel">[];
  readonly faqs: readonly DocumentOf<"faq">[];
};

type Held = { readonly content: PublishedContent; checkedAt: number; readonly readAt: number };
type Run = { readonly startedAt: number; readonly done: Promise<void> };

const reader = runtimeSlot((runtime) => {
  let held: Held | undefined;
  let running: Run | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let isFailing = false;
  let isForgotten = false;

  const start = (): Run => {
    // Taken before anything is asked, so that the age is never understated.
    const startedAt = performance.now();
    const run: Run = {
      startedAt,
      done: withDeadline(refresh(runtime, held, startedAt), GIVE_UP_MS)
        .then((fresh) => {
          if (running === run) {
            held = fresh;
            isForgotten = false;
          }
          if (isFailing) runtime.logger.info({ version: fresh.content.version }, "content is read again");
          isFailing = false;
        })
        .catch((error: unknown) => {
          failedAt = performance.now();
          isForgotten = false;
          if (!isFailing) runtime.logger.warn({ err: error }, "content cannot be read; the last one stays");
          isFailing = true;
        })
        .finally(() => {
          if (running === run) running = undefined;
        }),
    };
    running = run;
    return run;
  };
  runtime.onClose(async () => {
    await running?.done;
  });

  return {
    get: async (): Promise<PublishedContent | null> => {
      const now = performance.now();
      const age = held ? now - held.checkedAt : Number.POSITIVE_INFINITY;
      if (held && age < CHECK_AFTER_MS) return held.content;
      const isResting = now - failedAt < RETRY_AFTER_MS;
      const run = running ?? (isResting ? undefined : start());
      // While the store is away nobody waits for each new try: what is held is as good as it gets.
      const patience = run === undefined || (isFailing && !isForgotten) ? 0 : PATIENCE_MS - (now - run.startedAt);
      if (run && age >= MAX_AGE_MS && patience > 0) await Promise.race([run.done, after(patience)]);
      return held?.content ?? null;
    },
    settled: async (): Promise<void> => {
      await running?.done;
    },
    forget: () => {
      // The content itself stays: it is what is shown where the store goes away right now.
      if (held) held.checkedAt = Number.NEGATIVE_INFINITY;
      isForgotten = true;
      running = undefined;
      failedAt = Number.NEGATIVE_INFINITY;
    },
  };
});

/**
 * The published content from this process's memory, at most two seconds behind a change anywhere. Where the store or the database does
 * not answer, the last content that was read; null where there is none yet. Never waits longer than 150 ms, and however
 * many ask, the store is asked once.
 */
export function getPublished(ctx: { readonly runtime: Runtime }): Promise<PublishedContent | null> {
  return reader(ctx).get();
}

/** Waits for the comparison that runs, if one does, however long it takes: for tests on busy machines. */
export function publishedSettled(ctx: { readonly runtime: Runtime }): Promise<void> {
  return reader(ctx).settled();
}

/** Makes this process compare on the next use; called after a change, also one that may not have happened. */
export function forgetPublished(ctx: { readonly runtime: Runtime }): void {
  reader(ctx).forget();
}

async function refresh(runtime: Runtime, held: Held | undefined, now: number): Promise<Held> {
  // Before the content: what changes in between is read again by its own version.
  const version = await readContentVersion(runtime.db);
  if (held && held.content.version === version && now - held.readAt < REREAD_AFTER_MS) {
    return { ...held, checkedAt: now };
  }
  const { content: store } = runtime;
  const [headers, carousels, faqs] = await Promise.all([
    store.list({ kind: "header", state: "published" }),
    store.list({ kind: "carousel", state: "published" }),
    store.list({ kind: "faq", state: "published" }),
  ]);
  const content = { version, headers: headers.documents, carousels: carousels.documents, faqs: faqs.documents };
  return { content, checkedAt: now, readAt: now };
}

function after(ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, ms).unref();
  return promise;
}

async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`content was not read within ${ms} ms`)), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
