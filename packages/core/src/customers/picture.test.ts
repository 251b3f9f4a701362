import { crc32, deflateSync } from "node:zlib";
import { MAX_PICTURE_BYTES } from "@nexa/contracts";
import { customers, uploads } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { refusalOf } from "../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { customersErrors } from "./errors.ts";
import { getPicture } from "./get-picture.ts";
import { getProfile } from "./get-profile.ts";
import { removePicture } from "./remove-picture.ts";
import { setPicture } from "./set-picture.ts";

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** A PNG that claims `side` pixels each way; its rows are for 4. */
function png(side = 4): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(4 * 5));
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

it("keeps the latest picture, its row and its file, and nothing of the earlier one", async () => {
  const customer = await core.customer();
  const first = await setPicture(customer.ctx, png());
  const second = await setPicture(customer.ctx, png());
  expect(await getProfile(customer.ctx, {})).toMatchObject({ pictureId: second.pictureId });
  const rows = await core.runtime.db.orm.select().from(uploads).where(eq(uploads.customerId, customer.id));
  expect(rows).toMatchObject([{ id: second.pictureId, sizeBytes: second.sizeBytes }]);
  const { storage } = core.runtime.gateways;
  expect([await storage.get(first.pictureId), (await storage.get(second.pictureId))?.byteLength]).toEqual([
    null,
    second.sizeBytes,
  ]);
  expect((await getPicture(customer.ctx)).bytes.byteLength).toBe(second.sizeBytes);
  expect(await removePicture(customer.ctx, {})).toMatchObject({ pictureId: null });
  expect(await refusalOf(getPicture(customer.ctx))).toEqual(customersErrors.noPicture());
  expect(await refusalOf(removePicture(customer.ctx, {}))).toEqual(customersErrors.noPicture());
});

it("refuses what is too large, has too many pixels, is broken, mixed or no picture, and keeps nothing of it", async () => {
  const customer = await core.customer();
  const refused = (bytes: Uint8Array) => refusalOf(setPicture(customer.ctx, bytes));
  expect(await refused(new Uint8Array(MAX_PICTURE_BYTES + 1))).toEqual(customersErrors.pictureTooLarge());
  expect(await refused(png(20_000))).toEqual(customersErrors.pictureTooManyPixels());
  expect(await refused(png(400))).toEqual(customersErrors.pictureBroken());
  expect(await refused(Buffer.concat([png(), Buffer.from("<?php")]))).toEqual(customersErrors.pictureMixed());
  expect(await refused(Buffer.from("<svg/>"))).toEqual(customersErrors.pictureUnsupported());
  expect(await core.runtime.db.orm.$count(uploads, eq(uploads.customerId, customer.id))).toBe(0);
});

it("leaves no file behind where the account closed while the picture came in", async () => {
  const customer = await core.customer();
  const closed = { status: "closed", closedAt: core.clock.now() } as const;
  await core.runtime.db.orm.update(customers).set(closed).where(eq(customers.id, customer.id));
  const put: string[] = [];
  const { storage } = core.runtime.gateways;
  const watched = {
    ...storage,
    put: (id: string, bytes: Uint8Array) => {
      put.push(id);
      return storage.put(id, bytes);
    },
  };
  const ctx = { ...customer.ctx, gateways: { ...core.runtime.gateways, storage: watched } };
  expect(await refusalOf(setPicture(ctx, png()))).toEqual(customersErrors.notFound());
  expect(put).toHaveLength(1);
  expect(await storage.get(put[0] ?? "")).toBeNull();
});

it("takes twenty pictures an hour from a customer at most", async () => {
  const customer = await core.customer();
  for (let sent = 0; sent < 20; sent += 1) await setPicture(customer.ctx, png());
  expect(await refusalOf(setPicture(customer.ctx, png()))).toMatchObject({ code: "RATE_LIMITED" });
});
