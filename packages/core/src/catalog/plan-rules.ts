import type { PlanRow } from "./lock-rows.ts";

type PlanTerms = Pick<
  PlanRow,
  "type" | "dataAllowanceBytes" | "dailyDataLimitBytes" | "maxSecondaryNumbers" | "overagePricePerGbMinor"
>;
type FieldProblem = { readonly path: string; readonly message: string };

/** What does not fit together in a plan, field by field; empty for a sound one (domain design, Catalogue and Postpaid). */
export function planProblems(plan: PlanTerms): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { dataAllowanceBytes, dailyDataLimitBytes } = plan;
  if (dataAllowanceBytes !== null && dailyDataLimitBytes !== null && dailyDataLimitBytes > dataAllowanceBytes) {
    problems.push({ path: "dailyDataLimitBytes", message: "must not be above dataAllowanceBytes" });
  }
  if (plan.type === "prepaid") {
    for (const path of ["maxSecondaryNumbers", "overagePricePerGbMinor"] as const) {
      if (plan[path] !== null) problems.push({ path, message: "is for postpaid plans only" });
    }
  }
  return problems;
}
