import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import type { ContentStore } from "../store.ts";
import { describeChanges } from "./changes.ts";
import { describeDocuments, describeRefusals } from "./documents.ts";
import { describeFaqSearch } from "./faq-search.ts";
import { describeHeaders } from "./headers.ts";
import { describeOrder } from "./order.ts";
import { describeOrderRaces } from "./order-races.ts";
import { empty } from "./samples.ts";
import { describeStaging } from "./staging.ts";
import { describeStagingFailures } from "./staging-failures.ts";

export type ContentBench = {
  readonly store: ContentStore;
  /** Another process's store of the same content. */
  readonly other: ContentStore;
  close(): Promise<void>;
};

/** What every adapter of the content store must do. */
export function describeContentStore(name: string, open: () => Promise<ContentBench>): void {
  describe(name, () => {
    let opened: ContentBench | undefined;
    const bench = () => {
      if (opened === undefined) throw new Error("The content store was not opened.");
      return opened;
    };
    beforeAll(async () => {
      opened = await open();
    });
    beforeEach(() => empty(bench().store));
    afterAll(() => opened?.close());
    describeDocuments(bench);
    describeRefusals(bench);
    describeChanges(bench);
    describeOrder(bench);
    describeOrderRaces(bench);
    describeHeaders(bench);
    describeFaqSearch(bench);
    describeStaging(bench);
    describeStagingFailures(bench);
  });
}
