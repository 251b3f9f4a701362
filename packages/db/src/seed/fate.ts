import type { ChargeScript } from "./play-charge.ts";
import type { World } from "./world.ts";

/** How payments end, out of 150: shuffled anew for each 150, so that every ending occurs and none clusters. */
const ENDINGS: readonly (readonly [ChargeScript, number])[] = [
  ["paid", 133],
  ["declined", 8],
  ["slow_paid", 3],
  ["slow_declined", 1],
  ["unanswered", 1],
  ["abandoned", 2],
  ["unreachable", 1],
  ["late", 1],
];

const DECK = ENDINGS.flatMap(([script, count]) => Array.from({ length: count }, () => script));

/** The next payment's ending. */
export function nextEnding(world: World): ChargeScript {
  const drawn = world.counters.get("payments") ?? 0;
  world.counters.set("payments", drawn + 1);
  const round = Math.floor(drawn / DECK.length);
  let deck = world.decks.get(round);
  if (!deck) {
    deck = world.chance.fork(`payments ${round}`).shuffled(DECK);
    world.decks.set(round, deck);
  }
  return deck[drawn % DECK.length] ?? "paid";
}
