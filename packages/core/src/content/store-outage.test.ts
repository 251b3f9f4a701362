import { createPostgresContentStore } from "@nexa/content";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetCatalog } from "../catalog/index.ts";
import type { CoreContext } from "../context.ts";
import { recharge, refusalOf } from "../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { BUILT_IN } from "./built-in.ts";
import { auditOf, type Editor, type SwitchableStore, seen, switchableStore, visitor } from "./content.fixture.ts";
import { contentHealth } from "./content-health.ts";
import { createFaq } from "./create-faq.ts";
import { createHeader } from "./create-header.ts";
import { deleteFaq } from "./delete-faq.ts";
import { contentErrors } from "./errors.ts";
import { getContent } from "./get-content.ts";
import { getContentOverview } from "./get-content-overview.ts";
import { forgetPublished } from "./get-published.ts";
import { announceContentChange } from "./index.ts";
import { listFaqs } from "./list-faqs.ts";
import { listStaffFaqs } from "./list-staff-faqs.ts";
import { updateFaq } from "./update-faq.ts";

/** What the design allows a customer to wait while the store is away. */
const PATIENCE_MS = 300;
const published = { state: "published" } as const;

let core: TestCore;
let store: SwitchableStore;
let editor: Editor;
let faqId: string;
beforeEach(async () => {
  store = switchableStore();
  core = await createTestCore({ content: store });
  store.use(createPostgresContentStore(core.runtime.db));
  editor = await core.admin("content");
  await createHeader(editor, { locale: "en", title: "Before the outage", ...published });
  faqId = (await createFaq(editor, { locale: "en", question: "Still there?", answer: "Yes.", ...published })).id;
});
afterEach(async () => {
  store.set("up");
  store.release();
  await core.close();
});

async function slowest(reads: number, read: () => Promise<unknown>): Promise<number> {
  const times = Array.from({ length: reads }, async () => {
    const startedAt = performance.now();
    await read();
    return performance.now() - startedAt;
  });
  return Math.max(...(await Promise.all(times)));
}

/** Makes every server look again, as a change by another one does. */
async function change(ctx: CoreContext = core.job()): Promise<void> {
  await announceContentChange(ctx);
}

describe.each(["refuses", "hangs"] as const)("while the content store %s", (mode) => {
  it("customers see the last content within 300 ms, however many ask, and the store is asked once at a time", async () => {
    const guest = visitor(core);
    const before = await seen(guest, () => getContent(guest, {}));
    store.set(mode);
    await change();
    forgetPublished(core);
    const calls = store.calls();
    for (let round = 0; round < 4; round += 1) {
      expect(await slowest(100, () => getContent(guest, {}))).toBeLessThan(PATIENCE_MS);
      expect((await listFaqs(guest, { search: "still", limit: 5 })).items).toMatchObject([
        { question: "Still there?" },
      ]);
    }
    expect(await getContent(guest, {})).toEqual(before);
    // One look is one list of each kind.
    expect([3, 6]).toContain(store.calls() - calls);
  });

  it("a server that starts meanwhile shows words of its own within 300 ms, in the language asked for", async () => {
    store.set(mode);
    const guest = visitor(core, core.another());
    expect(await slowest(50, () => getContent(guest, { locale: "hi" }))).toBeLessThan(PATIENCE_MS);
    const content = await getContent(guest, { locale: "hi" });
    expect(content).toMatchObject({ isBuiltIn: true, locale: "hi", header: BUILT_IN.hi.header, carousels: [] });
    expect((await listFaqs(guest, { search: "recharge", limit: 5 })).items).toEqual([BUILT_IN.en.faqs[0]]);
  });

  it("the content is there again by itself once the store is back", async () => {
    store.set(mode);
    const guest = visitor(core, core.another());
    expect((await getContent(guest, {})).isBuiltIn).toBe(true);
    store.set("up");
    store.release();
    const isBack = async () => (await getContent(guest, {})).header?.title === "Before the outage";
    await vi.waitUntil(isBack, { timeout: 8_000, interval: 50 });
  });

  it("says that the store is away, and that it is back", async () => {
    expect(await contentHealth(core)).toBe("available");
    store.set(mode);
    const isAway = async () => (await contentHealth(core)) === "unavailable";
    await vi.waitUntil(isAway, { timeout: 5_000, interval: 50 });
    store.set("up");
    await vi.waitUntil(async () => !(await isAway()), { timeout: 5_000, interval: 50 });
  });

  it("customers go on to recharge", async () => {
    store.set(mode);
    const plan = await core.plan();
    expect(await recharge(await core.customer(), plan.id)).toMatchObject({ transaction: { status: "succeeded" } });
  });
});

describe("while the database is away", () => {
  it("customers see the last content within 300 ms", async () => {
    const elsewhere = core.another();
    const guest = visitor(core, elsewhere);
    const before = await seen(guest, () => getContent(guest, {}));
    const refused = Object.assign(new Error("refused by a test"), { code: "ECONNREFUSED" });
    const connect = vi.spyOn(elsewhere.db.pool, "connect").mockImplementation(() => Promise.reject(refused));
    const query = vi.spyOn(elsewhere.db, "query").mockRejectedValue(refused);
    try {
      forgetPublished(guest);
      forgetCatalog(guest);
      expect(await slowest(50, () => getContent(guest, {}))).toBeLessThan(PATIENCE_MS);
      expect(await getContent(guest, {})).toEqual(before);
    } finally {
      connect.mockRestore();
      query.mockRestore();
    }
  });
});

describe("what staff do while the content store refuses", () => {
  beforeEach(() => store.set("refuses"));

  it("is refused with a sentence, changes nothing and leaves no audit row", async () => {
    const away = contentErrors.storeUnavailable({ retryAfterSeconds: 30 });
    expect(await refusalOf(createFaq(editor, { locale: "en", question: "Now?", answer: "No." }))).toEqual(away);
    expect(await refusalOf(updateFaq(editor, { faqId, revision: 1, answer: "No." }))).toEqual(away);
    expect(await refusalOf(deleteFaq(editor, { faqId }))).toEqual(away);
    expect(await refusalOf(listStaffFaqs(editor, { limit: 5 }))).toEqual(away);
    expect(await refusalOf(listStaffFaqs(editor, { limit: 5, search: "x" }))).toEqual(away);
    expect(await refusalOf(getContentOverview(editor, {}))).toEqual(away);
    const [rows] = await core.runtime.db.query<{ count: number }>({ text: "select count(*) from audit_events" });
    expect(rows?.count).toBe(2);
  });
});

describe("what the store itself refuses", () => {
  const actionsOn = async (id: string) => (await auditOf(core, id)).map(({ action }) => action);

  it("is told as it is, and leaves no audit row", async () => {
    const another = () => createFaq(editor, { locale: "en", question: "Another?", answer: "Yes." });
    store.refuse("create", "full");
    expect(await refusalOf(another())).toEqual(contentErrors.full());
    store.refuse("create", "invalid");
    expect(await refusalOf(another())).toEqual(contentErrors.invalid());
    store.refuse("update", "revisionConflict");
    const late = updateFaq(editor, { faqId, revision: 1, answer: "Late." });
    expect(await refusalOf(late)).toEqual(contentErrors.changedMeanwhile());
    expect(await actionsOn(faqId)).toEqual(["content.createFaq"]);
  });

  it("is a conflict where all content was replaced meanwhile, and in the audit log as unconfirmed", async () => {
    store.refuse("update", "replaced");
    const lost = updateFaq(editor, { faqId, revision: 1, answer: "Lost." });
    expect(await refusalOf(lost)).toEqual(contentErrors.restoredMeanwhile());
    expect((await actionsOn(faqId)).sort()).toEqual(["content.createFaq", "content.updateFaqUnconfirmed"]);
  });
});

describe("a write that the store does not confirm", () => {
  it("is told as such, and stands in the audit log as unconfirmed", async () => {
    store.set("refuses", ["update"]);
    const change = updateFaq(editor, { faqId, revision: 1, answer: "Perhaps." });
    expect(await refusalOf(change)).toEqual(contentErrors.unconfirmed({ retryAfterSeconds: 60 }));
    const actions = (await auditOf(core, faqId)).map(({ action }) => action);
    expect(actions.sort()).toEqual(["content.createFaq", "content.updateFaqUnconfirmed"]);
  });

  it("does not keep later changes from being made", async () => {
    store.set("refuses", ["update"]);
    await refusalOf(updateFaq(editor, { faqId, revision: 1, answer: "Perhaps." }));
    store.set("up");
    expect(await updateFaq(editor, { faqId, revision: 1, answer: "Surely." })).toMatchObject({ revision: 2 });
    const guest = visitor(core);
    expect((await seen(guest, () => getContent(guest, {}))).faqs[0]?.answer).toBe("Surely.");
  });
});

describe("changes that wait for one that hangs", () => {
  it("take no connection, and are refused where too many wait", async () => {
    store.set("hangs", ["update"]);
    const hanging = updateFaq(editor, { faqId, revision: 1, answer: "Soon." });
    const waiting = Array.from({ length: 19 }, (_, each) =>
      createFaq(editor, { locale: "en", question: `Q${each}?`, answer: "A." }),
    );
    expect(await refusalOf(createFaq(editor, { locale: "en", question: "One more?", answer: "No." }))).toEqual(
      contentErrors.busy({ retryAfterSeconds: 2 }),
    );
    await vi.waitUntil(() => core.runtime.db.pool.totalCount - core.runtime.db.pool.idleCount === 1, {
      timeout: 5_000,
    });
    store.set("up");
    store.release();
    expect(await refusalOf(hanging)).toMatchObject({ reason: "content.unconfirmed" });
    expect(await Promise.all(waiting)).toHaveLength(19);
  });
});
