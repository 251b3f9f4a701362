import type { CustomerClient } from "@nexa/client";
import type { Notification } from "@nexa/contracts";
import { Surprise } from "./step.ts";

const TIMEOUT_MS = 20_000;

/** A customer's notices as they come. */
export type LiveNotices = {
  /** The first notice of this type that was not handed out yet; waits for one. */
  next(type: Notification["type"]): Promise<Notification>;
  stop(): void;
};

/** Opens the live stream; resolves once it is open, so that nothing from then on is missed. */
export async function followNotices(client: CustomerClient): Promise<LiveNotices> {
  const arrived: Notification[] = [];
  const waiting = new Set<() => void>();
  const opened = Promise.withResolvers<void>();
  const subscription = client.notifications.stream.subscribe(
    {},
    {
      onData: ({ data }) => {
        // The first event only tells the position in the stream.
        if (data.notification === null) opened.resolve();
        else arrived.push(data.notification);
        for (const look of waiting) look();
      },
      onError: (error) => opened.reject(error),
    },
  );
  await withTimeout(opened.promise, "the stream to open");
  return {
    next: async (type) => {
      const found = Promise.withResolvers<Notification>();
      const look = () => {
        const place = arrived.findIndex((each) => each.type === type);
        const [notice] = place < 0 ? [] : arrived.splice(place, 1);
        if (notice !== undefined) found.resolve(notice);
      };
      waiting.add(look);
      look();
      return withTimeout(found.promise, `a notice ${type} (is the worker running?)`).finally(() =>
        waiting.delete(look),
      );
    },
    stop: () => subscription.unsubscribe(),
  };
}

async function withTimeout<T>(promise: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const message = `expected ${what} within ${TIMEOUT_MS / 1_000} seconds`;
  const timer = setTimeout(() => late.reject(new Surprise(message)), TIMEOUT_MS);
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
}
