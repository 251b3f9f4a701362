import { newId, UpdateCarouselInput } from "@nexa/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "../recharge/recharge.fixture.ts";
import { contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { auditOf, type Editor, setPlan } from "./content.fixture.ts";
import { createCarousel } from "./create-carousel.ts";
import { createFaq } from "./create-faq.ts";
import { createHeader } from "./create-header.ts";
import { deleteCarousel } from "./delete-carousel.ts";
import { deleteFaq } from "./delete-faq.ts";
import { deleteHeader } from "./delete-header.ts";
import { contentErrors } from "./errors.ts";
import { getContentOverview } from "./get-content-overview.ts";
import { getHeader } from "./get-header.ts";
import { listStaffCarousels } from "./list-staff-carousels.ts";
import { listStaffFaqs } from "./list-staff-faqs.ts";
import { listStaffHeaders } from "./list-staff-headers.ts";
import { reorderContent } from "./reorder-content.ts";
import { updateCarousel } from "./update-carousel.ts";
import { updateFaq } from "./update-faq.ts";
import { updateHeader } from "./update-header.ts";

let core: TestCore;
let editor: Editor;
beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
  editor = await core.admin("content");
});
afterAll(() => core.close());

const card = (title: string, more: object = {}) => createCarousel(editor, { locale: "en", title, ...more });
const nobody = () => newId(core.clock.now());

describe("writing content", () => {
  it("begins as a draft, is changed field by field, published and deleted, each with before and after in the audit log", async () => {
    const header = await createHeader(editor, {
      locale: "en",
      title: "Monsoon",
      link: "/plans",
      extra: { tone: "warm" },
    });
    expect(header).toMatchObject({
      state: "draft",
      revision: 1,
      description: null,
      isVisible: false,
      extra: { tone: "warm" },
    });
    core.clock.advance(1);
    const changed = await updateHeader(editor, {
      headerId: header.id,
      revision: 1,
      description: "Rain or shine",
      link: null,
      state: "published",
    });
    expect(changed).toMatchObject({
      title: "Monsoon",
      description: "Rain or shine",
      link: null,
      revision: 2,
      isVisible: true,
    });
    expect(await getHeader(editor, { headerId: header.id })).toEqual(changed);
    core.clock.advance(1);
    expect(await deleteHeader(editor, { headerId: header.id })).toEqual({ id: header.id });
    expect(await auditOf(core, header.id)).toMatchObject([
      {
        action: "content.createHeader",
        actor_id: editor.actor.adminId,
        before: null,
        after: { title: "Monsoon", revision: 1 },
      },
      {
        action: "content.updateHeader",
        before: { link: "/plans", state: "draft", revision: 1 },
        after: { link: null, state: "published", revision: 2 },
      },
      { action: "content.deleteHeader", before: { description: "Rain or shine" }, after: null },
    ]);
  });

  it("publishes one header of a language, and says in the audit log which one it took back", async () => {
    const first = await createHeader(editor, { locale: "hi", title: "पहला", state: "published" });
    const second = await createHeader(editor, { locale: "hi", title: "दूसरा" });
    core.clock.advance(1);
    await updateHeader(editor, { headerId: second.id, revision: 1, state: "published" });
    const published = await listStaffHeaders(editor, { locale: "hi", state: "published", limit: 10 });
    expect(published.items.map(({ id }) => id)).toEqual([second.id]);
    expect((await getHeader(editor, { headerId: first.id })).state).toBe("draft");
    expect((await auditOf(core, first.id)).at(-1)).toMatchObject({
      action: "content.replaceHeader",
      before: { state: "published" },
      after: { state: "draft" },
    });
  });

  it("keeps the published header the only one when twenty publish theirs at once on two servers", async () => {
    const elsewhere = contextOf(core.another(), editor.actor);
    const headers = [];
    for (let each = 0; each < 20; each += 1)
      headers.push(await createHeader(editor, { locale: "en", title: `H${each}` }));
    const publish = ({ id }: { id: string }, place: number) =>
      updateHeader(place % 2 === 0 ? editor : elsewhere, { headerId: id, revision: 1, state: "published" });
    await Promise.all(headers.map(publish));
    expect((await listStaffHeaders(editor, { locale: "en", state: "published", limit: 100 })).items).toHaveLength(1);
  });

  it("refuses a change of what somebody else changed, with the revision there is, and writes nothing", async () => {
    const faq = await createFaq(editor, { locale: "en", question: "How long?", answer: "28 days" });
    await updateFaq(editor, { faqId: faq.id, revision: 1, answer: "30 days" });
    const late = await refusalOf(updateFaq(editor, { faqId: faq.id, revision: 1, answer: "7 days" }));
    expect(late).toEqual(contentErrors.changedMeanwhile({ revision: 2 }));
    expect(await auditOf(core, faq.id)).toHaveLength(2);
  });

  it("takes one of two changes made at once", async () => {
    const faq = await createFaq(editor, { locale: "en", question: "Which?", answer: "Neither" });
    const answers = ["one", "two"].map((answer) => updateFaq(editor, { faqId: faq.id, revision: 1, answer }));
    const results = await Promise.allSettled(answers);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await auditOf(core, faq.id)).toHaveLength(2);
  });

  it("refuses ids that are not there and changes without a field", async () => {
    const [headerId, carouselId, faqId] = [nobody(), nobody(), nobody()];
    expect(await refusalOf(getHeader(editor, { headerId }))).toEqual(contentErrors.headerUnknown());
    expect(await refusalOf(deleteHeader(editor, { headerId }))).toEqual(contentErrors.headerUnknown());
    expect(await refusalOf(updateCarousel(editor, { carouselId, revision: 1, title: "x" }))).toEqual(
      contentErrors.carouselUnknown(),
    );
    expect(await refusalOf(deleteCarousel(editor, { carouselId }))).toEqual(contentErrors.carouselUnknown());
    expect(await refusalOf(deleteFaq(editor, { faqId }))).toEqual(contentErrors.faqUnknown());
    const { id } = await card("A card");
    expect(await refusalOf(deleteFaq(editor, { faqId: id }))).toEqual(contentErrors.faqUnknown());
    const nothing = updateCarousel(editor, UpdateCarouselInput.parse({ carouselId: id, revision: 1 }));
    expect(await refusalOf(nothing)).toEqual(contentErrors.nothingToChange());
  });

  it("refuses a window that ends before it begins, also by a change of one side", async () => {
    const [early, late] = ["2026-12-01T00:00:00Z", "2026-12-24T00:00:00Z"];
    const window = { visibleFrom: late, visibleUntil: early };
    expect((await refusalOf(card("Backwards", window))).reason).toBe("content.windowInvalid");
    const { id } = await card("Advent", { visibleFrom: early, visibleUntil: late });
    const moved = updateCarousel(editor, { carouselId: id, revision: 1, visibleUntil: early });
    expect(await refusalOf(moved)).toEqual(
      contentErrors.windowInvalid({ fields: [{ path: "visibleUntil", message: "must be after visibleFrom" }] }),
    );
  });

  it("refuses targets and pictures that do not exist, and a plan together with a category", async () => {
    const plan = await core.plan();
    expect((await refusalOf(card("x", { planId: nobody() }))).reason).toBe(contentErrors.planNotFound().reason);
    expect((await refusalOf(card("x", { categoryId: nobody() }))).reason).toBe(contentErrors.categoryNotFound().reason);
    const imageUrl = `/media/${nobody()}`;
    expect((await refusalOf(card("x", { imageUrl }))).reason).toBe(contentErrors.imageNotFound().reason);
    const both = { planId: plan.id, categoryId: plan.categoryId };
    expect((await refusalOf(card("x", both))).reason).toBe(contentErrors.targetAmbiguous().reason);
    const { id } = await card("To a plan", { planId: plan.id });
    const second = updateCarousel(editor, { carouselId: id, revision: 1, categoryId: plan.categoryId });
    expect((await refusalOf(second)).reason).toBe(contentErrors.targetAmbiguous().reason);
    await setPlan(core, plan.id, { deletedAt: core.clock.now() });
    // What it leads to is gone, which is no reason to refuse another change of it.
    expect(await updateCarousel(editor, { carouselId: id, revision: 1, title: "Still here" })).toMatchObject({
      title: "Still here",
      isVisible: false,
    });
    expect((await refusalOf(card("x", { planId: plan.id }))).reason).toBe(contentErrors.planNotFound().reason);
  });
});

describe("order", () => {
  it("moves all siblings in one step, and says the order before and after", async () => {
    const cards = [];
    for (const title of ["One", "Two", "Three"]) cards.push(await createCarousel(editor, { locale: "hi", title }));
    const ids = cards.map(({ id }) => id).reverse();
    expect(await reorderContent(editor, { kind: "carousel", locale: "hi", ids })).toEqual({
      kind: "carousel",
      locale: "hi",
      ids,
    });
    const listed = await listStaffCarousels(editor, { locale: "hi", limit: 100 });
    expect(listed.items.map(({ title }) => title)).toEqual(["Three", "Two", "One"]);
    const [row] = (await auditOf(core, "hi")).filter(({ action }) => action === "content.reorder");
    expect(row).toMatchObject({ before: { ids: [...ids].reverse() }, after: { ids } });
  });

  it("refuses an order of other siblings than there are", async () => {
    const { items } = await listStaffCarousels(editor, { locale: "hi", limit: 100 });
    const ids = items.map(({ id }) => id);
    for (const wrong of [ids.slice(1), [...ids, nobody()], [nobody(), ...ids.slice(1)]]) {
      const reorder = reorderContent(editor, { kind: "carousel", locale: "hi", ids: wrong });
      expect(await refusalOf(reorder)).toEqual(contentErrors.siblingsChanged());
    }
  });
});

describe("what staff see", () => {
  it("pages through a list in its order without gap or repeat", async () => {
    for (let each = 0; each < 5; each += 1) {
      await createFaq(editor, { locale: "hi", question: `प्रश्न ${each}`, answer: "उत्तर", category: "बिल" });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listStaffFaqs(editor, { locale: "hi", limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ question }) => question));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([0, 1, 2, 3, 4].map((each) => `प्रश्न ${each}`));
    const bad = listStaffFaqs(editor, { limit: 2, cursor: "nonsense" });
    expect((await refusalOf(bad)).reason).toBe("request.badCursor");
  });

  it("finds questions by words, category, language and state", async () => {
    await createFaq(editor, { locale: "en", question: "Can I port my number?", answer: "Yes", category: "SIM" });
    await createFaq(editor, {
      locale: "en",
      question: "eSIM?",
      answer: "Port it",
      category: "eSIM",
      state: "published",
    });
    const find = async (filters: object) =>
      (await listStaffFaqs(editor, { limit: 10, search: "port", ...filters })).items.map(({ question }) => question);
    expect(await find({})).toEqual(["Can I port my number?", "eSIM?"]);
    expect(await find({ category: "eSIM" })).toEqual(["eSIM?"]);
    expect(await find({ state: "draft" })).toEqual(["Can I port my number?"]);
    expect(await find({ locale: "hi" })).toEqual([]);
  });

  it("is counted by kind, language and state, with what customers do not see as it was meant", async () => {
    const plan = await core.plan({ status: "inactive" });
    const sold = await card("Off sale", { planId: plan.id, state: "published" });
    const over = await card("Over", { state: "published", visibleUntil: "2026-11-01T00:00:00Z" });
    const soon = await card("Soon", { state: "published", visibleFrom: "2026-12-01T00:00:00Z" });
    const { counts, problems } = await getContentOverview(editor, {});
    expect(counts).toHaveLength(6);
    expect(counts.find(({ kind, locale }) => kind === "carousel" && locale === "en")).toMatchObject({
      published: 3,
      visible: 0,
      scheduled: 1,
      ended: 1,
    });
    expect(problems.map(({ id, problem }) => [id, problem])).toEqual([
      [sold.id, "planNotOnSale"],
      [over.id, "windowEnded"],
    ]);
    expect(soon.isVisible).toBe(false);
  });
});
