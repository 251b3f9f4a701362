import { SESSION_MARKS } from "@nexa/contracts/session-mark";
import { type AccountKind, type SessionCookie, sessionCookie } from "@nexa/core/identity/index";
import { generateCookie, getCookie } from "hono/cookie";
import type { HttpSettings, ServerContext } from "./settings.ts";

const STAFF_PATH = /^\/(?:api\/v1\/)?(?:trpc\/|auth\/)?admin(?:\/|$)/;

const NAMES = { customer: sessionCookie("customer", "").name, admin: sessionCookie("admin", "").name };

/** The raw session id of an app's cookie. */
export function cookieOf(c: ServerContext, kind: AccountKind): { kind: AccountKind; value: string } | undefined {
  const value = c.req.header("cookie") === undefined ? undefined : getCookie(c, NAMES[kind]);
  return value ? { kind, value } : undefined;
}

/** The session cookie of the app that calls. Where an address serves both apps, the customer's goes first. */
export function cookieOfCaller(c: ServerContext): { kind: AccountKind; value: string } | undefined {
  if (STAFF_PATH.test(c.req.path)) return cookieOf(c, "admin");
  return cookieOf(c, "customer") ?? cookieOf(c, "admin");
}

/** Sends a session cookie and its mark with the answer; only over https where the server is reached by https. */
export function sendCookie(c: ServerContext, { name, value, attributes }: SessionCookie, settings: HttpSettings): void {
  const options = { ...attributes, secure: settings.publicUrl.startsWith("https:") };
  const mark = name === NAMES.admin ? SESSION_MARKS.admin : SESSION_MARKS.customer;
  const cookies = [
    generateCookie(name, value, options),
    generateCookie(mark, value === "" ? "" : "1", { ...options, httpOnly: false }),
  ];
  c.set("cookies", [...(c.get("cookies") ?? []), ...cookies]);
}
