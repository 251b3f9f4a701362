import { MAX_CONTENT_IMAGE_BYTES, newId } from "@nexa/contracts";
import { uploads } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setPicture } from "../customers/index.ts";
import { refusalOf } from "../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { requestErrors } from "../trpc/errors.ts";
import { auditOf, type Editor, visitor } from "./content.fixture.ts";
import { createCarousel } from "./create-carousel.ts";
import { createFaq } from "./create-faq.ts";
import { deleteUnusedImages } from "./delete-unused-images.ts";
import { contentErrors } from "./errors.ts";
import { getContentImage } from "./get-content-image.ts";
import { blackPng } from "./png.fixture.ts";
import { updateCarousel } from "./update-carousel.ts";
import { uploadContentImage } from "./upload-content-image.ts";

const DAY_MS = 86_400_000;

let core: TestCore;
let editor: Editor;
beforeAll(async () => {
  core = await createTestCore({ config: { rateLimits: "off" } });
  editor = await core.admin("content");
});
afterAll(() => core.close());

const upload = (bytes: Uint8Array, by = editor) => uploadContentImage(by, async () => bytes);
const kept = (id: string) => core.runtime.db.orm.$count(uploads, eq(uploads.id, id));

describe("a picture for content", () => {
  it("is encoded anew at 1600 pixels at most, kept with its checksum, audited, and handed to anyone", async () => {
    const image = await upload(blackPng(3_000, 1_500));
    expect(image).toMatchObject({ url: `/media/${image.id}`, contentType: "image/webp", width: 1_600, height: 800 });
    const file = await getContentImage(visitor(core), { imageId: image.id });
    expect(file).toMatchObject({ contentType: "image/webp", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(file.bytes.byteLength).toBe(image.sizeBytes);
    expect(await auditOf(core, image.id)).toMatchObject([{ action: "content.uploadImage", after: { id: image.id } }]);
  });

  it("is refused where it is too large, no picture, broken, mixed or has too many pixels, and nothing of it is kept", async () => {
    const refused = (bytes: Uint8Array) => refusalOf(upload(bytes));
    const before = await core.runtime.db.orm.$count(uploads);
    expect(await refused(new Uint8Array(MAX_CONTENT_IMAGE_BYTES + 1))).toEqual(contentErrors.pictureTooLarge());
    expect(await refused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual(
      contentErrors.pictureUnsupported(),
    );
    expect(await refused(blackPng(400, 400, 4))).toEqual(contentErrors.pictureBroken());
    expect(await refused(Buffer.concat([blackPng(40, 40), Buffer.from("<script>alert(1)</script>")]))).toEqual(
      contentErrors.pictureMixed(),
    );
    expect(await refused(blackPng(10_000, 5_000, 4))).toEqual(contentErrors.pictureTooManyPixels());
    expect(await core.runtime.db.orm.$count(uploads)).toBe(before);
  });

  it("is not even read from those whose role may not write content", async () => {
    const support = await core.admin("support");
    const read = () => Promise.reject(new Error("read"));
    expect(await refusalOf(uploadContentImage(support, read))).toEqual(requestErrors.roleNotAllowed());
  });

  it("is unknown by any other id, also that of a customer's picture", async () => {
    const customer = await core.customer();
    const { pictureId } = await setPicture(customer.ctx, blackPng(20, 20));
    for (const imageId of [pictureId, newId(core.clock.now())]) {
      expect(await refusalOf(getContentImage(visitor(core), { imageId }))).toEqual(contentErrors.pictureUnknown());
    }
  });
});

describe("pictures that nothing names", () => {
  const clean = () => deleteUnusedImages(core.job());

  it("are deleted a week after the last use, and not those in use, in drafts or in free fields", async () => {
    const [card, free, taken, never] = await Promise.all([1, 2, 3, 4].map(async () => upload(blackPng(30, 20))));
    if (!card || !free || !taken || !never) throw new Error("a picture is missing");
    await createCarousel(editor, { locale: "en", title: "Draft", imageUrl: card.url });
    const extra = { gallery: [{ src: free.url }] };
    await createFaq(editor, { locale: "en", question: "Q?", answer: "A.", extra });
    const shown = await createCarousel(editor, { locale: "en", title: "Changes", imageUrl: taken.url });
    await clean();
    core.clock.advance(6 * DAY_MS);
    await updateCarousel(editor, { carouselId: shown.id, revision: 1, imageUrl: null });
    await clean();
    expect(await Promise.all([card, free, taken, never].map(({ id }) => kept(id)))).toEqual([1, 1, 1, 1]);
    core.clock.advance(2 * DAY_MS);
    await clean();
    expect(await Promise.all([card, free, taken, never].map(({ id }) => kept(id)))).toEqual([1, 1, 1, 0]);
    expect(await core.runtime.gateways.storage.get(never.id)).toBeNull();
    core.clock.advance(6 * DAY_MS);
    await clean();
    expect(await Promise.all([card, free, taken].map(({ id }) => kept(id)))).toEqual([1, 1, 0]);
  });

  it("stay where they are taken up again in time", async () => {
    const image = await upload(blackPng(30, 20));
    core.clock.advance(6 * DAY_MS);
    await createCarousel(editor, { locale: "hi", title: "In time", imageUrl: image.url });
    core.clock.advance(2 * DAY_MS);
    await clean();
    expect(await kept(image.id)).toBe(1);
  });

  it("never are pictures of customers", async () => {
    const customer = await core.customer();
    const { pictureId } = await setPicture(customer.ctx, blackPng(20, 20));
    core.clock.advance(30 * DAY_MS);
    await clean();
    core.clock.advance(30 * DAY_MS);
    await clean();
    expect(await kept(pictureId)).toBe(1);
  });
});
