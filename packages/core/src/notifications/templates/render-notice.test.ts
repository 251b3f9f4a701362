import { CODE_PURPOSES, LANGUAGES, NOTIFICATION_TYPES } from "@nexa/contracts";
import { describe, expect, it } from "vitest";
import { type NoticeParams, SECURITY_EVENTS } from "../params.ts";
import { en } from "./en.ts";
import { hi } from "./hi.ts";
import { noticeSamples as samples } from "./notice-samples.fixture.ts";
import { renderNotice } from "./render-notice.ts";

const operator = { country: "IN", timezone: "Asia/Kolkata", currency: "INR" };

function render(type: keyof NoticeParams, secret?: string) {
  return renderNotice(operator, { type, params: samples[type] }, "en", secret);
}

describe("notices in English", () => {
  it("show amounts, numbers and instants as people of the operator's country read them", () => {
    expect(render("payment_success").body).toBe(
      "We received ₹1,49,900.00 for Super 299 on +91 98123 45678. Reference RC-1.",
    );
    expect(render("plan_activated").body).toBe(
      "Super 299 is now active on +91 98123 45678, until 30 Mar 2026, 12:00 am.",
    );
    expect(render("referral_bonus").body).toContain("30 % off one recharge until 1 Apr 2026");
  });

  it("end a reason as a sentence and leave it out where there is none", () => {
    expect(render("payment_failure").body).toContain("did not go through. The bank declined the card. Reference RC-1.");
    expect(render("refund_issued").body).toBe(
      "We refunded ₹1,49,900.00 for your payment on +91 98123 45678. Reference RC-1.",
    );
  });

  it("carry the code to the phone only", () => {
    expect(render("code", "482913").body).toMatch(/^482913 is your code to create your account\./);
    expect(render("code").body).not.toMatch(/482913|undefined|null/);
  });

  it.each(Object.keys(samples) as (keyof NoticeParams)[])("leave no value of %s unsaid", (type) => {
    const { title, body } = render(type);
    expect(title).not.toBe("");
    expect(body).not.toMatch(/undefined|null|NaN|\[object/);
    expect(body.endsWith(".")).toBe(true);
  });

  it.each([...SECURITY_EVENTS])("tell of the security event %s", (event) => {
    const { body } = renderNotice(
      operator,
      { type: "security_alert", params: { event, at: "2026-03-01T18:30:00Z" } },
      "en",
    );
    expect(body).toMatch(/2 Mar 2026, 12:00 am\./);
  });

  it.each(NOTIFICATION_TYPES)("never fail on a row of %s that lacks what its template needs", (type) => {
    expect(renderNotice(operator, { type, params: {} }, "hi").title).not.toBe("");
  });
});

describe("every language", () => {
  it.each([
    ["en", en],
    ["hi", hi],
  ])("has a template for each type, and none besides: %s", (_, templates) => {
    expect(Object.keys(templates).sort()).toEqual([...NOTIFICATION_TYPES].sort());
  });

  it.each(SECURITY_EVENTS)("has words of its own for the security event %s", (event) => {
    const params = { event, at: "2026-03-01T18:30:00Z" };
    const [english, hindi] = LANGUAGES.map((language) =>
      renderNotice(operator, { type: "security_alert", params }, language),
    );
    expect(english?.body).toMatch(/^[A-Z].* on 2 Mar 2026, 12:00 am\./);
    expect(hindi?.title).toMatch(/^[\u0900-\u097f]/);
    expect(hindi?.body).toMatch(/^[\u0900-\u097f].* \(2 मार्च 2026, 12:00 am\)।/);
  });

  it.each(CODE_PURPOSES)("has words of its own for the code to %s", (purpose) => {
    const params = { purpose, expiresAt: "2026-03-01T18:40:00Z" };
    const bodies = LANGUAGES.map(
      (language) => renderNotice(operator, { type: "code", params }, language, "482913").body,
    );
    expect(bodies[0]).toMatch(/^482913 is your code to [a-z]/);
    expect(bodies[1]).toMatch(/^[\u0900-\u097f].* का आपका कोड 482913 है।/);
  });

  it("falls back to English where staff wrote no Hindi", () => {
    const params = { ...samples.promotional, titleHi: null, textHi: null };
    expect(renderNotice(operator, { type: "promotional", params }, "hi")).toEqual({
      title: samples.promotional.title,
      body: samples.promotional.text,
    });
  });
});
