/** A word of the questions and where it stands: in the question itself, or in its category and answer. */
type Places = { readonly inQuestion: Set<number>; readonly inRest: Set<number> };
type Searchable = { readonly question: string; readonly answer: string; readonly category: string | null };
/** What one word asked for is worth in each text that has it. */
type Worth = Map<number, number>;

const MAX_WORDS = 12;
/** From this share of common pairs of letters on a word counts as a typing mistake away. */
const LIKENESS = 0.6;
/** Where no text has every word, those count that have this share of what was asked. */
const ENOUGH = 0.6;
const IN_QUESTION = 3;
const BEGINNING = 0.8;

/**
 * Finds questions by words in any script: those that have all of them, or their beginnings, else those that have most of them or something
 * like them; the best first. Answers the places of those found in `texts`.
 */
export function faqSearch(texts: readonly Searchable[]): (asked: string) => number[] {
  const vocabulary = new Map<string, Places>();
  texts.forEach(({ question, answer, category }, place) => {
    for (const word of wordsOf(question)) placesOf(vocabulary, word).inQuestion.add(place);
    for (const word of wordsOf(`${category ?? ""} ${answer}`)) placesOf(vocabulary, word).inRest.add(place);
  });
  return (asked) => {
    const words = [...new Set(wordsOf(asked))].slice(0, MAX_WORDS);
    if (words.length === 0) return [];
    const exact = ranked(words.map((word) => worthOf(vocabulary, word, beginsWith)));
    const withAll = exact.filter(({ hits }) => hits === words.length);
    if (withAll.length > 0) return withAll.map(({ place }) => place);
    const alike = ranked(words.map((word) => worthOf(vocabulary, word, resembles)));
    return alike.filter(({ hits }) => hits >= words.length * ENOUGH).map(({ place }) => place);
  };
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

function placesOf(vocabulary: Map<string, Places>, word: string): Places {
  const known = vocabulary.get(word) ?? { inQuestion: new Set(), inRest: new Set() };
  vocabulary.set(word, known);
  return known;
}

function worthOf(
  vocabulary: Map<string, Places>,
  asked: string,
  likeness: (asked: string, word: string) => number,
): Worth {
  const worth: Worth = new Map();
  for (const [word, { inQuestion, inRest }] of vocabulary) {
    const alike = likeness(asked, word);
    if (alike === 0) continue;
    for (const place of inRest) worth.set(place, Math.max(worth.get(place) ?? 0, alike));
    for (const place of inQuestion) worth.set(place, Math.max(worth.get(place) ?? 0, alike * IN_QUESTION));
  }
  return worth;
}

/** The texts by how many of the words they have and what these are worth. */
function ranked(worths: readonly Worth[]): { place: number; hits: number }[] {
  const totals = new Map<number, { place: number; hits: number; sum: number }>();
  for (const worth of worths) {
    for (const [place, value] of worth) {
      const { hits, sum } = totals.get(place) ?? { hits: 0, sum: 0 };
      totals.set(place, { place, hits: hits + 1, sum: sum + value });
    }
  }
  return [...totals.values()].sort((a, b) => b.hits - a.hits || b.sum - a.sum || a.place - b.place);
}

function beginsWith(asked: string, word: string): number {
  if (word === asked) return 1;
  return word.startsWith(asked) ? BEGINNING : 0;
}

/** Sørensen and Dice's measure over pairs of letters; mistakes in the first letter are rare, and looking past it is cheap. */
function resembles(asked: string, word: string): number {
  const begins = beginsWith(asked, word);
  if (begins > 0 || asked[0] !== word[0] || asked.length < 4 || Math.abs(asked.length - word.length) > 3) return begins;
  const [ours, theirs] = [pairsOf(asked), pairsOf(word)];
  const common = ours.filter((pair) => theirs.includes(pair)).length;
  const share = (2 * common) / (ours.length + theirs.length);
  return share >= LIKENESS ? share / 2 : 0;
}

function pairsOf(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
}
