import { v7, validate } from "uuid";
import { z } from "zod";

/** Ids are UUIDv7, so that they sort by time and pick their partition. */
export const Id = z.uuid();

/** A new id whose leading 48 bits are `at` in milliseconds since 1970 UTC. */
export function newId(at: Date): string {
  return v7({ msecs: at.getTime() });
}

/** The instant an id carries. */
export function idTime(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16));
}

/** The smallest id of an instant: `id >= idFloor(from) and id < idFloor(to)` selects a time range of a partitioned table. No id is older than 1970. */
export function idFloor(at: Date): string {
  const ms = Math.max(at.getTime(), 0).toString(16).padStart(12, "0");
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}

// Crockford's base 32: no I, L, O, U, so that a reference survives being read out over the phone.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_CHARS = 9;
const TAIL_CHARS = 7;
const TAIL_BITS_IN_NODE = 20n;

export const REFERENCE_PREFIXES = { recharge: "RC", topup: "TP", bill: "BP", refund: "RF" } as const;

/**
 * The short reference people use: prefix, then the id's time (45 bits) and the 32 bits after it, in base 32, e.g.
 * `RC-1JQ8Z6T2K-7F3A9PQ`. It is computed, never stored.
 */
export function referenceFor(id: string, prefix: string): string {
  if (!validate(id)) throw new Error(`not a uuid: ${id}`);
  const hex = id.replaceAll("-", "");
  const time = BigInt(`0x${hex.slice(0, 12)}`);
  const randA = BigInt(`0x${hex.slice(13, 16)}`);
  const randB = BigInt(`0x${hex.slice(16)}`) & ((1n << 62n) - 1n);
  const tail = (randA << TAIL_BITS_IN_NODE) | (randB >> (62n - TAIL_BITS_IN_NODE));
  return `${prefix}-${encode(time, TIME_CHARS)}-${encode(tail, TAIL_CHARS)}`;
}

/** The range of ids a reference can stand for (`>= from`, `<= to`), or null where the text is no reference. */
export function idRangeOfReference(text: string): { prefix: string; from: string; to: string } | null {
  const normal = text.trim().toUpperCase();
  const match = /^([A-Z]{2})-?([0-9A-Z]{9})-?([0-9A-Z]{7})$/.exec(normal);
  if (!match) return null;
  const [, prefix = "", timeText = "", tailText = ""] = match;
  const time = decode(timeText);
  const tail = decode(tailText);
  if (time === null || tail === null || tail >= 1n << 32n) return null;
  return { prefix, from: idFrom(time, tail, 0n), to: idFrom(time, tail, (1n << 42n) - 1n) };
}

function idFrom(time: bigint, tail: bigint, rest: bigint): string {
  const randA = tail >> TAIL_BITS_IN_NODE;
  const randB = ((tail & ((1n << TAIL_BITS_IN_NODE) - 1n)) << 42n) | rest;
  const high = (time << 16n) | 0x7000n | randA;
  const low = (0b10n << 62n) | randB;
  const hex = high.toString(16).padStart(16, "0") + low.toString(16).padStart(16, "0");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function encode(value: bigint, chars: number): string {
  let text = "";
  for (let rest = value, i = 0; i < chars; i += 1, rest >>= 5n) text = ALPHABET.charAt(Number(rest & 31n)) + text;
  return text;
}

function decode(text: string): bigint | null {
  let value = 0n;
  for (const char of text.replaceAll(/[IL]/g, "1").replaceAll("O", "0")) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) return null;
    value = (value << 5n) | BigInt(digit);
  }
  return value;
}
