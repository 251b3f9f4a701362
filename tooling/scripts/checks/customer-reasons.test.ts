import { expect, it } from "vitest";
import { checkCustomerReasons } from "./customer-reasons.ts";
import { treeOf } from "./tree.ts";

const HINDI = "apps/customer/src/i18n/hi/reasons.ts";
const CORE = "packages/core/src";
const DOORS = {
  "packages/core/package.json": '{ "name": "@nexa/core" }',
  "apps/server/src/routes/sign-in.ts":
    'import { signIn } from "@nexa/core/identity/index";\nexport function addSignIn() { signIn(); }',
  "apps/server/src/routes/picture.ts": "export function pictureRoutes() {}",
  "apps/server/src/http/maintenance.ts": "export function closedForRestore() {}",
  [`${CORE}/transactions/index.ts`]: "export const getReceipt = 1;",
  [`${CORE}/postpaid/index.ts`]: "export const getBillPdf = 1;",
  [`${CORE}/customer-router.ts`]: 'import { lines } from "./lines.ts";\nexport const customerRouter = { lines };',
  [`${CORE}/lines.ts`]: [
    'import { linesErrors } from "./lines-errors.ts";',
    "function refuse() { throw linesErrors.inUse(); }",
    "export const lines = { release: () => refuse() };",
    "export const adminLines = () => { throw linesErrors.forStaff(); };",
  ].join("\n"),
  [`${CORE}/lines-errors.ts`]: [
    'export const linesErrors = defineReasons("lines", {',
    '  inUse: ["CONFLICT", "It is in use."],',
    '  forStaff: ["CONFLICT", "Staff read this."],',
    "});",
  ].join("\n"),
  [`${CORE}/identity/index.ts`]: 'export { enter as signIn } from "./sign-in.ts";\nexport { other } from "./other.ts";',
  [`${CORE}/identity/other.ts`]: "export const other = () => identityErrors.unused();",
  [`${CORE}/identity/sign-in.ts`]: [
    'export const identityErrors = defineReasons("identity", { wrong: ["INVALID", "It is wrong."], unused: ["INVALID", "No."] });',
    "export async function enter() { throw identityErrors.wrong(); }",
  ].join("\n"),
};

function found(files: Record<string, string>): string[] {
  return checkCustomerReasons(treeOf({ ...DOORS, ...files })).map(({ file, message }) => `${file} ${message}`);
}

it("asks for what customers can meet, through barrels and routes, and for nothing that only staff meet", () => {
  expect(found({ [HINDI]: "export const reasons = {\n};" })).toEqual([
    expect.stringContaining("customers can meet identity.wrong"),
    expect.stringContaining("customers can meet lines.inUse"),
  ]);
});

it("is content where each is said", () => {
  expect(found({ [HINDI]: 'export const reasons = {\n  lines_inUse: "a",\n  identity_wrong: "b",\n};' })).toEqual([]);
});

it("reports a sentence for a refusal that is gone, and a missing file", () => {
  const both = '  lines_inUse: "a",\n  identity_wrong: "b",\n';
  expect(found({ [HINDI]: `export const reasons = {\n${both}  lines_gone: "c",\n};` })).toEqual([
    `${HINDI} lines_gone is said for a refusal that there is not: delete it`,
  ]);
  expect(found({})).toEqual([`${HINDI} is missing: it says refusals in Hindi`]);
});

it("notices when the customer's way in has moved", () => {
  const files = { [HINDI]: 'export const reasons = {\n  identity_wrong: "b",\n};', [`${CORE}/customer-router.ts`]: "" };
  expect(found(files)).toEqual([expect.stringContaining("customer-router.ts has no customerRouter any more")]);
});
