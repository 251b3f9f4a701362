/** A run of Indian mobile numbers: `count` of them from the `from`-th one on, starting at `offset` and going round. */
export type PhoneRange = { from: number; count: number; offset: number };

const FIRST = 10_000_000;

/** The n-th number, E.164. */
export function phoneAt(n: number): string {
  return `+9198${FIRST + n}`;
}

export function phonesOf({ from, count, offset }: PhoneRange): string[] {
  return Array.from({ length: count }, (_, index) => phoneAt(from + ((offset + index) % count)));
}
