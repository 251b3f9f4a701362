import type { Check, Finding } from "./finding.ts";
import { namesReachedFrom, type TopLevelName } from "./reached-names.ts";
import { type Reason, reasonsIn } from "./reasons.ts";
import type { Tree } from "./tree.ts";
import { isTestFile } from "./workspace.ts";

/** What the customer app calls: its procedures, the plain routes beside them, and what stands before every route. */
const DOORS: readonly TopLevelName[] = [
  { file: "packages/core/src/customer-router.ts", name: "customerRouter" },
  { file: "apps/server/src/routes/sign-in.ts", name: "addSignIn" },
  { file: "apps/server/src/routes/picture.ts", name: "pictureRoutes" },
  { file: "packages/core/src/transactions/index.ts", name: "getReceipt" },
  { file: "packages/core/src/postpaid/index.ts", name: "getBillPdf" },
  { file: "apps/server/src/http/maintenance.ts", name: "closedForRestore" },
];

const HINDI = "apps/customer/src/i18n/hi/reasons.ts";
const ENGLISH = "apps/customer/src/i18n/en/reasons.ts";
const KEY = /^ {2}(\w+):/gm;

/** Reports refusals that a customer can meet and that the customer app cannot say in Hindi, and sentences for refusals that are gone. */
export function checkCustomerReasons(tree: Tree): Finding[] {
  if (!tree.has(HINDI)) return [{ file: HINDI, message: "is missing: it says refusals in Hindi" }];
  const sources = tree.files.filter((path) => /^(?:packages|apps)\/.*\.ts$/.test(path) && !isTestFile(path));
  const reasons = sources.flatMap((path) => reasonsIn(tree.scan(path), path));
  const said = keysOf(tree, HINDI);
  const missing = metBy(tree, reasons).filter((reason) => !said.has(keyOf(reason)));
  const known = new Set(reasons.map(keyOf));
  return [
    ...DOORS.filter(({ file, name }) => !tree.has(file) || !tree.read(file).includes(name)).map(({ file, name }) => {
      return { file, message: `has no ${name} any more: say in this check where customers come in` };
    }),
    ...missing.map(({ file, line, domain, name }) => {
      return { file, line, message: `customers can meet ${domain}.${name}: say it in Hindi in ${HINDI}` };
    }),
    ...[HINDI, ENGLISH].flatMap((file) =>
      [...keysOf(tree, file)]
        .filter((key) => !known.has(key))
        .map((key) => ({ file, message: `${key} is said for a refusal that there is not: delete it` })),
    ),
  ];
}

function metBy(tree: Tree, reasons: readonly Reason[]): Reason[] {
  const byAccessor = new Map(reasons.map((reason) => [`${reason.accessor}.${reason.name}`, reason]));
  const met = new Set<Reason>();
  for (const text of namesReachedFrom(tree, DOORS)) {
    for (const match of text.matchAll(/\b(\w+)\s*\.\s*(\w+)/g)) {
      const reason = byAccessor.get(`${match[1]}.${match[2]}`);
      if (reason) met.add(reason);
    }
  }
  return [...met];
}

function keyOf({ domain, name }: Reason): string {
  return `${domain}_${name}`;
}

function keysOf(tree: Tree, file: string): Set<string> {
  const [reasons = ""] = tree.has(file) ? tree.scan(file).code.split(/^};|^} as const;/m) : [];
  return new Set([...reasons.matchAll(KEY)].map((match) => match[1] ?? ""));
}

export const customerReasons: Check = { name: "reasons in Hindi", run: checkCustomerReasons };
