import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aJpeg, aPng, withExif } from "../testing/pictures.ts";
import { createTestServer, type TestServer } from "../testing/test-server.ts";

const PATH = "/customer/profile/picture";
const MEGABYTE = 1_048_576;

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

type Sender = { accessToken: string; id: string };

async function put(sender: Sender | null, body: Uint8Array<ArrayBuffer> | FormData | string, contentType?: string) {
  const headers: Record<string, string> = {};
  if (sender) headers.authorization = `Bearer ${sender.accessToken}`;
  if (contentType !== undefined) headers["content-type"] = contentType;
  const response = await server.app.request(PATH, { method: "PUT", headers, body });
  const answer = (await response.json()) as { data?: { pictureId: string }; reason?: string; detail?: string };
  return { ...answer, status: response.status };
}

async function get(sender: Sender) {
  const response = await server.app.request(PATH, { headers: { authorization: `Bearer ${sender.accessToken}` } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

function uploadsOf({ id }: Sender) {
  return server.core.runtime.db.query<{ id: string; content_type: string; purpose: string }>({
    text: "select id, content_type, purpose from uploads where customer_id = $1",
    values: [id],
  });
}

function form(bytes: Uint8Array<ArrayBuffer>, field = "picture"): FormData {
  const data = new FormData();
  data.set(field, new File([bytes], "../../me.svg", { type: "image/svg+xml" }));
  return data;
}

describe("a picture", () => {
  it("is sent as it is or in a form, shown only to its customer, encoded anew, and deleted", async () => {
    const customer = await server.register();
    const first = await put(customer, aJpeg, "image/jpeg");
    expect(first).toMatchObject({ status: 200, data: { pictureId: expect.any(String) } });
    const shown = await get(customer);
    expect([shown.status, shown.headers.get("content-type"), shown.headers.get("cache-control")]).toEqual([
      200,
      "image/webp",
      "no-store",
    ]);
    expect(shown.bytes.toString("latin1", 8, 12)).toBe("WEBP");
    const profile = await server.send("GET", "/customer/profile", { token: customer.accessToken });
    expect(profile.data.pictureId).toBe(first.data?.pictureId);

    const second = await put(customer, form(aPng));
    expect(second.status).toBe(200);
    const { storage } = server.core.runtime.gateways;
    expect(await storage.get(first.data?.pictureId ?? "")).toBeNull();
    const rows = await uploadsOf(customer);
    expect(rows.map((row) => [row.id, row.content_type, row.purpose])).toEqual([
      [second.data?.pictureId, "image/webp", "profile_picture"],
    ]);

    const other = await server.register();
    expect((await get(other)).status).toBe(404);
    const removed = await server.send("DELETE", PATH, { token: customer.accessToken });
    expect([removed.status, removed.data.pictureId]).toEqual([200, null]);
    expect((await get(customer)).status).toBe(404);
    expect(await storage.get(second.data?.pictureId ?? "")).toBeNull();
    expect((await server.send("DELETE", PATH, { token: customer.accessToken })).body).toMatchObject({
      status: 404,
      reason: "customers.noPicture",
    });
  });

  it("loses the place and camera that were in the photo", async () => {
    const customer = await server.register();
    expect(withExif.toString("latin1")).toContain("GPS-SECRET");
    expect((await put(customer, new Uint8Array(withExif), "image/jpeg")).status).toBe(200);
    const { bytes } = await get(customer);
    expect(bytes.toString("latin1")).not.toMatch(/GPS-SECRET|Exif/);
  });

  it("leaves one file when several are sent at once", async () => {
    const customer = await server.register();
    await Promise.all([aJpeg, aPng, aJpeg].map((bytes) => put(customer, bytes, "image/png")));
    const rows = await uploadsOf(customer);
    expect(rows).toHaveLength(1);
    expect((await get(customer)).status).toBe(200);
  });
});

describe("what is refused, with a sentence that says what to do", () => {
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const polyglot = new Uint8Array(Buffer.concat([aJpeg, Buffer.from("<script>alert(1)</script>")]));

  it.each([
    ["an SVG", () => put(sender, svg, "image/svg+xml"), 422, "customers.pictureUnsupported"],
    ["an SVG that claims to be a JPEG", () => put(sender, svg, "image/jpeg"), 422, "customers.pictureUnsupported"],
    ["an SVG in a form", () => put(sender, form(svg)), 422, "customers.pictureUnsupported"],
    ["a polyglot", () => put(sender, polyglot, "image/jpeg"), 422, "customers.pictureMixed"],
    ["a cut off picture", () => put(sender, aPng.slice(0, 40), "image/png"), 422, "customers.pictureMixed"],
    ["a broken picture", () => put(sender, aJpeg.slice(0, 20), "image/jpeg"), 422, "customers.pictureBroken"],
    ["nothing", () => put(sender, new Uint8Array(), "image/png"), 422, "customers.pictureUnsupported"],
    ["20 MB", () => put(sender, new Uint8Array(20 * MEGABYTE), "image/jpeg"), 413, "http.bodyTooLarge"],
    ["20 MB in a form", () => put(sender, form(new Uint8Array(20 * MEGABYTE))), 413, "http.bodyTooLarge"],
    ["JSON", () => put(sender, "{}", "application/json"), 415, "http.wrongContentType"],
    ["a form without the file", () => put(sender, form(aPng, "photo")), 400, "http.brokenBody"],
    ["a form that is none", () => put(sender, "x", "multipart/form-data; boundary=x"), 400, "http.brokenBody"],
    ["a stranger", () => put(null, aPng, "image/png"), 401, "request.signInNeeded"],
  ])("%s", async (_name, send, status, reason) => {
    const answer = await send();
    expect([answer.status, answer.reason]).toEqual([status, reason]);
    expect(answer.detail).toMatch(/\.$/);
  });

  let sender: Sender;
  beforeAll(async () => {
    sender = await server.register();
  });

  it("a page of another site that uses the customer's cookie", async () => {
    const signedIn = await server.send("POST", "/auth/customer/register", {
      body: { phoneNumber: "+919720999999", password: "a long enough secret", fullName: "Asha Rao" },
      headers: { origin: "http://localhost" },
    });
    const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const headers = { cookie, origin: "https://evil.example", "content-type": "image/png" };
    const response = await server.app.request(PATH, { method: "PUT", headers, body: aPng });
    expect(response.status).toBe(403);
  });
});
