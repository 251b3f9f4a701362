import type { Chance } from "./prng.ts";

/** Makes UUIDv7 ids (RFC 9562) of any instant from a repeatable source. */
export function createDatedIds(chance: Chance): (at: number) => string {
  let counter = 0;
  return (at) => {
    // Counting up keeps ids of one millisecond in the order they were made.
    counter = (counter + 1) & 0xfff;
    const time = at.toString(16).padStart(12, "0");
    const order = counter.toString(16).padStart(3, "0");
    const variant = (0x8000 | chance.between(0, 0x3fff)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${variant}-${hex(chance, 4)}${hex(chance, 4)}${hex(chance, 4)}`;
  };
}

function hex(chance: Chance, chars: number): string {
  return chance
    .between(0, 16 ** chars - 1)
    .toString(16)
    .padStart(chars, "0");
}
