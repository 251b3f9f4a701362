import type { FaqDocument } from "./documents.ts";

const MAX_WORDS = 20;

/** Lower case and in one Unicode form, so that it does not matter how a letter was typed. */
function normal(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/**
 * FAQs that contain every word, first those whose question has them all; else their order stays. Done here and not in the stores, whose
 * text searches cut words differently and know no Hindi.
 */
export function matchFaqs(faqs: readonly FaqDocument[], text: string): FaqDocument[] {
  const words = normal(text).split(/\s+/u).filter(Boolean).slice(0, MAX_WORDS);
  if (words.length === 0) return [];
  const hasAll = (where: string) => words.every((word) => where.includes(word));
  const found = faqs
    .map((faq) => ({ faq, question: normal(faq.question), answer: normal(faq.answer) }))
    .filter(({ question, answer }) => hasAll(`${question}\n${answer}`))
    .map(({ faq, question }) => ({ faq, rank: hasAll(question) ? 0 : 1 }));
  return found.sort((a, b) => a.rank - b.rank).map(({ faq }) => faq);
}
