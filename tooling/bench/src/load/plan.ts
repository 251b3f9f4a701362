import type { PhoneRange } from "../world/phones.ts";

/** What each request looks like. */
export type Traffic =
  | { kind: "get"; path: string; tokens: string[] }
  | { kind: "gets"; paths: string[]; tokens: string[] }
  | { kind: "recharge"; tokens: string[]; planIds: string[]; phones: PhoneRange }
  | { kind: "login"; phones: PhoneRange; password: string }
  | { kind: "usage"; key: string; phones: string[]; batch: number };

/** A round of load, as the process that makes it is told. */
export type LoadPlan = {
  url: string;
  connections: number;
  seconds: number;
  /** Seconds of the same load before, not counted: the load generator is slow while its own code is new. */
  warmUpSeconds: number;
  /** Requests a second over all connections; as many as go when left out. */
  rate?: number;
  traffic: Traffic;
};
