import type { CheckedSecondary, SecondaryProblem } from "@nexa/contracts";
import { type LineRow, lineModeOf } from "../lines/index.ts";
import type { ActivationRow, SecondaryRow } from "./rows.ts";
import { secondaryStatusAt, toSecondary } from "./shapes.ts";

export type SecondaryOnLine = {
  secondary: SecondaryRow;
  line: LineRow;
  /** When an owner of the line last gave it up; null where none did. */
  ownerLeftAt: Date | null;
  activation: ActivationRow;
  /** Its place among the plan's numbers, from 1. */
  place: number;
};

const SENTENCES: Readonly<Record<SecondaryProblem, string>> = {
  lineReleased: "The number was released, so it is nobody's any more.",
  lineNotShared: "The number is not marked as sharing a plan, though it has joined.",
  linePrepaid: "The number has a prepaid plan that runs or waits.",
  linePostpaid: "The number has a postpaid plan of its own.",
  lineSharesAnother: "The number shares another plan.",
  ownerChanged: "The number has another owner than the one who agreed.",
  requestExpired: "The request was not answered in time.",
  activationCancelled: "The plan is cancelled.",
  aboveLimit: "The plan allows fewer numbers than it has.",
};

/** Whether a number that is asked or joined may share its plan as things are, and why not. A pure rule. */
export function checkSecondary(at: SecondaryOnLine, now: Date): CheckedSecondary {
  const { secondary, line, ownerLeftAt, activation, place } = at;
  const hasJoined = secondary.status === "active";
  const problems: SecondaryProblem[] = [];
  if (activation.status === "cancelled") problems.push("activationCancelled");
  if (line.releasedAt !== null) problems.push("lineReleased");
  if (secondaryStatusAt(secondary, now) === "expired") problems.push("requestExpired");
  if (line.baseEndsAt !== null && line.baseEndsAt > now) problems.push("linePrepaid");
  if (line.mode === "postpaid") problems.push("linePostpaid");
  if (!hasJoined && line.mode === "postpaid_secondary") problems.push("lineSharesAnother");
  if (hasJoined && line.mode === "idle") problems.push("lineNotShared");
  if (secondary.joinedAt !== null && ownerLeftAt !== null && ownerLeftAt > secondary.joinedAt)
    problems.push("ownerChanged");
  if (place > activation.terms.maxSecondaryNumbers) problems.push("aboveLimit");
  return {
    ...toSecondary(secondary, now),
    lineMode: lineModeOf(line, now),
    isValid: problems.length === 0,
    problems: problems.map((problem) => ({ problem, sentence: SENTENCES[problem] })),
  };
}
