import { LANGUAGES, type Language, NOTIFICATION_TYPES, type NotificationType } from "@nexa/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealSecret } from "../crypto/sealed-secret.ts";
import { createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { channelsOf } from "./channels.ts";
import { deliverNotices } from "./deliver-notices.ts";
import { enqueueNotices, type Notice } from "./enqueue-notices.ts";
import { sequenceNotices } from "./sequence-notices.ts";
import { noticeSamples } from "./templates/notice-samples.fixture.ts";

const CODE = "482913";
const WITH_CODE: readonly NotificationType[] = ["code", "link_request"];
/** In the operator's morning, before the codes of the samples run out. */
const NOW = new Date("2026-03-01T04:30:00Z");

let core: TestCore;
const readers = new Map<Language, TestCustomer>();
const noticeIds = new Map<string, string>();

beforeAll(async () => {
  core = await createTestCore({ now: NOW });
  for (const language of LANGUAGES) {
    const reader = await core.customer();
    readers.set(language, reader);
    await core.runtime.db.query({
      text: "update customers set language = $2, email = $3, email_verified_at = $4 where id = $1",
      values: [reader.id, language, `${language}@example.com`, NOW],
    });
    await core.runtime.db.query({
      text: "insert into devices (id, customer_id, platform, token, created_at, last_seen_at) values ($1, $1, 'web', $2, $3, $3)",
      values: [reader.id, `device-of-${language}`, NOW],
    });
    await enqueueNotices(
      core.job(),
      NOTIFICATION_TYPES.map((type) => noticeTo(reader, type)),
    );
  }
  await sequenceNotices(core.job());
  await deliverNotices(core.job());
  const rows = await core.runtime.db.query<{ id: string; type: string; customerId: string }>({
    text: `select id, type, customer_id as "customerId" from notifications`,
  });
  for (const { id, type, customerId } of rows) noticeIds.set(`${customerId} ${type}`, id);
  console.log(allAsDelivered());
});
afterAll(() => core.close());

function noticeTo(reader: TestCustomer, type: NotificationType): Notice {
  const sealedSecret = WITH_CODE.includes(type) ? { sealedSecret: sealSecret(core.runtime.config, CODE) } : {};
  const address = { customerId: reader.id, phone: reader.phone, causeKey: `${type}:${reader.id}`, ...sealedSecret };
  // The samples are typed by their own type; the union only forgets which is which.
  return { ...address, type, params: noticeSamples[type] } as Notice;
}

/** What went out of a type to the reader of a language, by channel, as the providers got it. */
function delivered(language: Language, type: NotificationType) {
  const reader = readers.get(language);
  const id = noticeIds.get(`${reader?.id} ${type}`);
  const of = <T extends { idempotencyKey: string }>(messages: T[]) =>
    messages.find(({ idempotencyKey }) => idempotencyKey.startsWith(`${id}:`));
  return { sms: of(core.sms.sent()), push: of(core.push.sent()), email: of(core.email.sent()) };
}

/** One line a type and language, as it went to the phone. */
function allAsDelivered(): string {
  const lineOf = (type: NotificationType) =>
    LANGUAGES.map((language) => `  ${language}: ${delivered(language, type).sms?.text}`);
  return NOTIFICATION_TYPES.flatMap((type) => [type, ...lineOf(type)]).join("\n");
}

describe.each(LANGUAGES)("as delivered in %s", (language) => {
  it.each(NOTIFICATION_TYPES)("a notice of %s goes out whole over each of its channels", (type) => {
    const { sms, push, email } = delivered(language, type);
    const sent = [
      ...(sms ? (["sms"] as const) : []),
      ...(push ? (["push"] as const) : []),
      ...(email ? (["email"] as const) : []),
    ];
    const expected = type === "promotional" ? ["sms", "push"] : channelsOf(type);
    expect(sent).toEqual(expected);
    for (const text of [sms?.text, push?.body, email?.text].filter((each) => each !== undefined)) {
      expect(text).not.toMatch(/undefined|null|NaN|\[object|Invalid/);
      expect(text).toMatch(language === "hi" ? /[\u0900-\u097f]/ : /^[^\u0900-\u097f]+\.$/);
      expect(text.includes(CODE)).toBe(WITH_CODE.includes(type));
    }
    if (push) expect(push.title).toMatch(language === "hi" ? /[\u0900-\u097f]/ : /^[A-Z]/);
    if (email) expect(email.subject).toBe(push?.title);
    if (email) expect(email.to).toBe(`${language}@example.com`);
  });

  it("shows amounts with ₹ and Indian grouping, days in the operator's zone", () => {
    expect(delivered(language, "payment_success").sms?.text).toContain("₹1,49,900.00");
    // 18:30 UTC on the 16th is the 17th in India.
    expect(delivered(language, "postpaid_due_date").email?.text).toMatch(
      language === "hi" ? /17 मार्च 2026/ : /17 Mar 2026/,
    );
    expect(delivered(language, "data_exhausted").sms?.text).toContain("₹20.00");
    expect(delivered(language, "daily_limit_reached").sms?.text).toContain("1.5 GB");
  });
});
