import { setTimeout as pause } from "node:timers/promises";
import { type Chance, pick } from "./chance.ts";
import type { Victim } from "./victim.ts";

const LONGEST_LIFE_MS = 900;
const KILLED_AT_BOOT = 0.2;

/** Kills a random victim `times` times: mostly some moment after it was ready, now and then while it starts. */
export async function massacre(
  victims: readonly [Victim, ...Victim[]],
  times: number,
  chance: Chance,
): Promise<string[]> {
  const killed: string[] = [];
  for (let kill = 0; kill < times; kill += 1) {
    const victim = pick(chance, victims);
    const isSpared = chance() >= KILLED_AT_BOOT;
    if (isSpared) await victim.ready();
    await pause(chance() * LONGEST_LIFE_MS);
    await victim.killAndRestart();
    killed.push(victim.name);
  }
  return killed;
}
