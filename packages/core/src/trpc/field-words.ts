import type { z } from "zod";

/** How the library begins a sentence of its own, where the schema has none. */
const LIBRARY = /^(Too small|Too big|Invalid input): /;

/** What is wrong with a field, for people: the schema's own sentence, else one in place of the library's. */
export function fieldWords(issue: z.core.$ZodIssue): string {
  if (!LIBRARY.test(issue.message)) return issue.message;
  if (issue.code === "too_small")
    return `must ${sizeWords(issue.origin, issue.inclusive === false ? "more than" : "at least", issue.minimum)}`;
  if (issue.code === "too_big")
    return `must ${sizeWords(issue.origin, issue.inclusive === false ? "less than" : "at most", issue.maximum)}`;
  if (issue.message.endsWith("received undefined")) return "is needed";
  return issue.message;
}

function sizeWords(origin: string, bound: string, size: number | bigint): string {
  if (origin === "string") return `have ${bound} ${size} character${size === 1 ? "" : "s"}`;
  if (origin === "array" || origin === "set") return `have ${bound} ${size} ${size === 1 ? "entry" : "entries"}`;
  return `be ${bound} ${size}`;
}
