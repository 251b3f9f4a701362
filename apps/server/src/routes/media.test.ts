import { ensureFirstOwner } from "@nexa/core/identity/index";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { aJpeg, aPng, withExif } from "../testing/pictures.ts";
import { createTestServer, PASSWORD, type TestServer } from "../testing/test-server.ts";

const PATH = "/admin/cms/media";
const MEGABYTE = 1_048_576;
const UNKNOWN = "/media/019aaf3e-7c00-7000-8000-00000000c0de";

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await createTestServer({ config: { rateLimits: "off" } });
  const body = { email: "owner@nexa.test", password: PASSWORD };
  await ensureFirstOwner(server.core.as({ kind: "system" }), body);
  token = String((await server.send("POST", "/admin/login", { body })).data.accessToken);
});
afterAll(() => server.close());

type Sent = Uint8Array<ArrayBuffer> | FormData | string;

async function post(body: Sent, contentType?: string, as: string | null = token) {
  const headers: Record<string, string> = {};
  if (as !== null) headers.authorization = `Bearer ${as}`;
  if (contentType !== undefined) headers["content-type"] = contentType;
  const response = await server.app.request(PATH, { method: "POST", headers, body });
  const answer = (await response.json()) as { data?: { url: string; id: string }; reason?: string; detail?: string };
  return { ...answer, status: response.status };
}

function form(bytes: Uint8Array<ArrayBuffer>, field = "file"): FormData {
  const data = new FormData();
  data.set(field, new File([bytes], "../../banner.svg", { type: "image/svg+xml" }));
  return data;
}

const get = (path: string, headers: Record<string, string> = {}) => server.app.request(path, { headers });

describe("a picture of the content", () => {
  it("is sent as it is or in a form, and loaded by anyone, encoded anew, to be kept for good", async () => {
    const first = await post(new Uint8Array(withExif), "image/jpeg");
    expect(first).toMatchObject({ status: 201, data: { url: expect.stringMatching(/^\/media\/[0-9a-f-]{36}$/) } });
    expect((await post(form(aPng))).status).toBe(201);
    const url = first.data?.url ?? "";
    for (const path of [url, `/api/v1${url}`]) {
      const shown = await get(path);
      const bytes = Buffer.from(await shown.arrayBuffer());
      expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/webp"]);
      expect(shown.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
      expect(bytes.toString("latin1", 8, 12)).toBe("WEBP");
      expect(bytes.toString("latin1")).not.toContain("Exif");
    }
  });

  it("is not sent again to who has it", async () => {
    const url = (await post(aJpeg, "image/jpeg")).data?.url ?? "";
    const etag = (await get(url)).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await get(url, { "if-none-match": known });
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    }
    expect((await get(url, { "if-none-match": '"other"' })).status).toBe(200);
  });

  it("is refused with a sentence where it is no picture, too large, mixed or sent wrongly", async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const mixed = new Uint8Array([...aPng, ...new TextEncoder().encode("<script>alert(1)</script>")]);
    const refusals: [Sent, string | undefined, number, string][] = [
      [svg, "image/svg+xml", 422, "content.pictureUnsupported"],
      [svg, "image/png", 422, "content.pictureUnsupported"],
      [form(svg), undefined, 422, "content.pictureUnsupported"],
      [mixed, "image/png", 422, "content.pictureMixed"],
      [aJpeg.slice(0, 60), "image/jpeg", 422, "content.pictureBroken"],
      [new Uint8Array(5 * MEGABYTE + 1), "image/jpeg", 413, "http.bodyTooLarge"],
      [form(aPng, "picture"), undefined, 400, "http.brokenBody"],
      ["{}", "application/json", 415, "http.wrongContentType"],
    ];
    for (const [body, type, status, reason] of refusals) {
      const answer = await post(body, type);
      expect([answer.status, answer.reason]).toEqual([status, reason]);
      expect(answer.detail).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("is taken only from staff whose role writes content", async () => {
    expect(await post(aPng, "image/png", null)).toMatchObject({ status: 401 });
    const customer = await server.register();
    expect(await post(aPng, "image/png", customer.accessToken)).toMatchObject({ status: 401 });
    for (const [role, status] of [
      ["content", 201],
      ["manager", 201],
      ["support", 403],
      ["finance", 403],
    ] as const) {
      const email = `${role}@nexa.test`;
      const body = { email, fullName: "Meera Iyer", role, password: PASSWORD };
      expect((await server.send("POST", "/admin/admins", { token, body })).status).toBe(201);
      const login = await server.send("POST", "/admin/login", { body: { email, password: PASSWORD } });
      expect((await post(aPng, "image/png", String(login.data.accessToken))).status).toBe(status);
    }
  });

  it("is unknown under any other address, also that of a customer's picture", async () => {
    const customer = await server.register();
    const headers = { authorization: `Bearer ${customer.accessToken}`, "content-type": "image/png" };
    const saved = await server.app.request("/customer/profile/picture", { method: "PUT", headers, body: aPng });
    const { data } = (await saved.json()) as { data: { pictureId: string } };
    for (const path of [UNKNOWN, `/media/${data.pictureId}`, "/media/x", "/media/..%2f..%2fetc%2fpasswd"]) {
      const answer = await server.send("GET", path);
      expect(answer).toMatchObject({ status: 404, body: { detail: expect.stringMatching(/\.$/) } });
    }
  });
});

describe("content over REST", () => {
  /** On a busy machine a server may show for a moment what it knew before. */
  const shown = (title: string) =>
    vi.waitFor(
      async () => {
        const answer = await server.send("GET", "/customer/cms/content");
        expect(answer.data.header).toMatchObject({ title });
        return answer;
      },
      { timeout: 10_000 },
    );
  const write = (method: string, path: string, body?: object) => server.send(method, path, { token, body });

  it("is written by staff, and read by anyone with an ETag that changes with it", async () => {
    const { data } = await post(aPng, "image/png");
    const made = await write("POST", "/admin/cms/headers", {
      locale: "en",
      title: "Hello",
      imageUrl: data?.url,
      state: "published",
    });
    expect(made).toMatchObject({ status: 201, data: { revision: 1, imageUrl: data?.url } });
    const first = await shown("Hello");
    expect(first).toMatchObject({ status: 200, data: { isBuiltIn: false } });
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("public, no-cache");
    const same = await server.send("GET", "/customer/cms/content?locale=en", { headers: { "if-none-match": etag } });
    expect(same.status).toBe(304);
    const id = String(made.data.id);
    expect((await write("PUT", `/admin/cms/headers/${id}`, { revision: 1, title: "Namaste" })).status).toBe(200);
    const changed = await shown("Namaste");
    expect(changed.headers.get("etag")).not.toBe(etag);
    const late = await write("PUT", `/admin/cms/headers/${id}`, { revision: 1, title: "Too late" });
    expect(late).toMatchObject({ status: 409, body: { reason: "content.changedMeanwhile", details: { revision: 2 } } });
  });

  it("takes no link that a browser would run or that leads nowhere safe, and no free fields beyond bounds", async () => {
    const faq = { locale: "en", question: "Q?", answer: "A." };
    const links = [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "http://nexa.test",
      "//evil.test",
      "/\\evil.test",
      "data:x",
    ];
    for (const link of [...links, "https://user:pass@nexa.test", "plans", "/a b", "https://"]) {
      const answer = await write("POST", "/admin/cms/headers", { locale: "en", title: "x", link });
      expect([link, answer.status]).toEqual([link, 422]);
    }
    for (const link of ["/plans?type=prepaid#top", "https://nexa.test/a?b=c"]) {
      expect((await write("POST", "/admin/cms/headers", { locale: "en", title: "x", link })).status).toBe(201);
    }
    const deep = { a: { b: { c: { d: { e: 1 } } } } };
    const many = Object.fromEntries(Array.from({ length: 31 }, (_, each) => [`k${each}`, 1]));
    const bad = [deep, many, { $where: 1 }, { "a.b": 1 }, { text: "x".repeat(9_000) }, { href: " java\nscript:x" }];
    for (const extra of [...bad, { constructor: 1 }, { prototype: {} }]) {
      const answer = await write("POST", "/admin/cms/faqs", { ...faq, extra });
      expect([JSON.stringify(extra).slice(0, 40), answer.status]).toEqual([JSON.stringify(extra).slice(0, 40), 422]);
    }
    const polluting = '{"locale":"en","question":"Q?","answer":"A.","extra":{"a":{"__proto__":{"isOwner":true}}}}';
    expect((await server.send("POST", "/admin/cms/faqs", { token, body: polluting })).status).toBe(422);
    const images = ["https://evil.test/x.png", "/media/../admin", "/media/x", "data:image/png;base64,AA=="];
    for (const imageUrl of images) {
      expect((await write("POST", "/admin/cms/faqs", { ...faq, imageUrl })).status).toBe(422);
    }
    const kept = await write("POST", "/admin/cms/faqs", { ...faq, extra: { icon: "sim", tags: ["a", { b: null }] } });
    expect(kept).toMatchObject({ status: 201, data: { extra: { icon: "sim", tags: ["a", { b: null }] } } });
  });

  it("puts siblings in order and counts what there is", async () => {
    const ids = [];
    for (const title of ["One", "Two"]) {
      ids.push((await write("POST", "/admin/cms/carousels", { locale: "hi", title })).data.id);
    }
    const body = { kind: "carousel", locale: "hi", ids: ids.reverse() };
    expect((await write("POST", "/admin/cms/reorder", body)).status).toBe(200);
    expect((await write("POST", "/admin/cms/reorder", { ...body, ids: [ids[0], ids[0]] })).status).toBe(422);
    expect(await write("GET", "/admin/cms/overview")).toMatchObject({
      status: 200,
      data: { imageCount: expect.any(Number) },
    });
  });

  it("says in its state that the content store answers", async () => {
    expect(await server.send("GET", "/health/ready")).toMatchObject({
      status: 200,
      body: { status: "ready", content: "available" },
    });
  });
});
