import type { ListFaqsInput } from "@nexa/contracts";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { refusalOf } from "../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { type Editor, seen, setPlan, visitor } from "./content.fixture.ts";
import { createCarousel } from "./create-carousel.ts";
import { createFaq } from "./create-faq.ts";
import { createHeader } from "./create-header.ts";
import { getContent } from "./get-content.ts";
import { listCarousels } from "./list-carousels.ts";
import { listFaqs } from "./list-faqs.ts";
import { listHeaders } from "./list-headers.ts";
import { updateFaq } from "./update-faq.ts";
import { updateHeader } from "./update-header.ts";

const MAX_AGE_MS = 2_000;
const published = { state: "published" } as const;

let core: TestCore;
let editor: Editor;
beforeEach(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
  editor = await core.admin("content");
});
afterEach(() => core.close());

const show = (input = {}, ctx = visitor(core)) => seen(ctx, () => getContent(ctx, input));
const questions = (input: ListFaqsInput, ctx = visitor(core)) => seen(ctx, () => listFaqs(ctx, input));
const titles = async (input = {}) => (await show(input)).carousels.map(({ title }) => title);

describe("what customers see", () => {
  it("is what is published, in its order, and nothing of what only staff know", async () => {
    const header = await createHeader(editor, { locale: "en", title: "Hello", ...published });
    await createHeader(editor, { locale: "en", title: "Not yet" });
    await createCarousel(editor, { locale: "en", title: "A", ...published });
    await createCarousel(editor, { locale: "en", title: "Draft" });
    await createCarousel(editor, { locale: "en", title: "B", extra: { badge: "new" }, ...published });
    await createFaq(editor, { locale: "en", question: "Q?", answer: "A.", ...published });
    const content = await show();
    expect(content).toMatchObject({ locale: "en", header: { id: header.id, title: "Hello" }, isBuiltIn: false });
    expect(content.carousels).toMatchObject([{ title: "A" }, { title: "B", extra: { badge: "new" } }]);
    expect(content.faqs).toMatchObject([{ question: "Q?" }]);
    const forStaff = ["state", "revision", "visibleFrom", "visibleUntil", "createdAt", "updatedAt", "position"];
    for (const shown of [content.header, ...content.carousels, ...content.faqs]) {
      expect(Object.keys(shown ?? {}).filter((key) => forStaff.includes(key))).toEqual([]);
    }
    expect((await listHeaders(visitor(core), { limit: 10 })).items).toEqual([content.header]);
    expect((await listCarousels(visitor(core), { limit: 1 })).items).toEqual([content.carousels[0]]);
  });

  it("falls back to English kind by kind where a language has nothing", async () => {
    await createHeader(editor, { locale: "en", title: "Hello", ...published });
    await createCarousel(editor, { locale: "en", title: "Card", ...published });
    await createCarousel(editor, { locale: "hi", title: "कार्ड", ...published });
    const content = await show({ locale: "hi" });
    expect(content).toMatchObject({ locale: "hi", header: { locale: "en", title: "Hello" } });
    expect(content.carousels).toMatchObject([{ locale: "hi", title: "कार्ड" }]);
    expect(content.faqs).toEqual([]);
    expect(await titles({})).toEqual(["Card"]);
  });

  it("comes and goes at the very instant its window says, without any write", async () => {
    const window = { visibleFrom: "2026-11-23T10:00:10Z", visibleUntil: "2026-11-23T10:00:20Z" };
    await createCarousel(editor, { locale: "en", title: "Ten seconds", ...window, ...published });
    expect(await titles()).toEqual([]);
    core.clock.advance(9_999);
    expect(await titles()).toEqual([]);
    core.clock.advance(1);
    expect(await titles()).toEqual(["Ten seconds"]);
    core.clock.advance(9_999);
    expect(await titles()).toEqual(["Ten seconds"]);
    core.clock.advance(1);
    expect(await titles()).toEqual([]);
  });

  it("leaves out cards of plans and categories that are not on sale, until they are again", async () => {
    const plan = await core.plan();
    await createCarousel(editor, { locale: "en", title: "Plan", planId: plan.id, ...published });
    await createCarousel(editor, { locale: "en", title: "Category", categoryId: plan.categoryId, ...published });
    await createCarousel(editor, { locale: "en", title: "Link", link: "https://nexa.test/x", ...published });
    expect(await titles()).toEqual(["Plan", "Category", "Link"]);
    await setPlan(core, plan.id, { status: "inactive" });
    expect(await titles()).toEqual(["Link"]);
    await setPlan(core, plan.id, { status: "active" });
    expect(await titles()).toEqual(["Plan", "Category", "Link"]);
  });
});

describe("the content in memory", () => {
  it("shows an edit to the editor's server at once and soon on a second one that is in use", async () => {
    const header = await createHeader(editor, { locale: "en", title: "Before", ...published });
    const elsewhere = visitor(core, core.another());
    expect((await show({}, elsewhere)).header?.title).toBe("Before");
    const editedAt = performance.now();
    await updateHeader(editor, { headerId: header.id, revision: 1, title: "After" });
    expect((await show()).header?.title).toBe("After");
    const isShown = async () => (await getContent(elsewhere, {})).header?.title === "After";
    await vi.waitUntil(isShown, { timeout: 10_000, interval: 20 });
    expect(performance.now() - editedAt).toBeLessThan(5_000);
  });

  it("shows an edit after two seconds to the very first read of a server that was idle", async () => {
    const header = await createHeader(editor, { locale: "en", title: "Before", ...published });
    const elsewhere = visitor(core, core.another());
    await show({}, elsewhere);
    const now = vi.spyOn(performance, "now");
    const readAt = performance.now();
    await updateHeader(editor, { headerId: header.id, revision: 1, title: "After" });
    now.mockReturnValue(readAt + MAX_AGE_MS);
    try {
      expect((await show({}, elsewhere)).header?.title).toBe("After");
    } finally {
      now.mockRestore();
    }
  });

  it("gives equal requests the same object, so that it becomes JSON once", async () => {
    await createFaq(editor, { locale: "en", question: "Q?", answer: "A.", ...published });
    const [one, two] = [await show(), await show({ locale: "en" })];
    expect(one).toBe(two);
    const search = { search: "q", limit: 5 };
    expect(await questions(search)).toBe(await questions({ ...search }));
  });
});

describe("questions", () => {
  beforeEach(async () => {
    const pairs = [
      ["How do I recharge my number?", "Choose a plan and pay.", "Recharge"],
      ["When does a queued plan start?", "As soon as the plan before it ends.", "Recharge"],
      ["How do I see my balance?", "The home screen shows your data, calls and messages.", "Usage"],
      ["Can I get a refund?", "Yes, for a recharge that waits in the queue.", "Payments"],
    ] as const;
    for (const [question, answer, category] of pairs) {
      await createFaq(editor, { locale: "en", question, answer, category, ...published });
    }
    await createFaq(editor, { locale: "hi", question: "रिचार्ज कैसे करें?", answer: "प्लान चुनें।", ...published });
  });
  const find = async (search: string, more = {}) =>
    (await questions({ search, limit: 10, ...more })).items.map(({ question }) => question);

  it("are found by all words or their beginnings, those with them in the question first", async () => {
    expect(await find("recharge")).toEqual([
      "How do I recharge my number?",
      "When does a queued plan start?",
      "Can I get a refund?",
    ]);
    expect(await find("BALANCE see")).toEqual(["How do I see my balance?"]);
    expect(await find("queu")).toEqual(["When does a queued plan start?", "Can I get a refund?"]);
    expect(await find("रिचार्ज", { locale: "hi" })).toEqual(["रिचार्ज कैसे करें?"]);
  });

  it("are found in spite of a typing mistake or a word too many, and not by what has nothing to do with them", async () => {
    expect(await find("reacharge number")).toEqual(["How do I recharge my number?"]);
    expect((await find("how can I check my balance"))[0]).toBe("How do I see my balance?");
    expect(await find("xylophone")).toEqual([]);
    expect(await find("%_'\"\\ ()")).toEqual([]);
    expect(await find("a".repeat(100))).toEqual([]);
  });

  it("are filtered by category, which the answer lists, and paged", async () => {
    const all = await questions({ limit: 3 });
    expect(all.categories).toEqual(["Recharge", "Usage", "Payments"]);
    const rest = await questions({ limit: 3, cursor: all.nextCursor ?? "" });
    expect([all.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 1, null]);
    expect((await questions({ limit: 10, category: "Usage" })).items).toHaveLength(1);
    expect((await refusalOf(questions({ limit: 3, cursor: "WzFd.x" }))).reason).toBe("request.badCursor");
  });

  it("change their answers to searches with an edit", async () => {
    expect(await find("roaming")).toEqual([]);
    const { items } = await questions({ limit: 1 });
    await updateFaq(editor, { faqId: items[0]?.id ?? "", revision: 1, answer: "Also while roaming." });
    expect(await find("roaming")).toEqual(["How do I recharge my number?"]);
  });
});
