import {
  BROADCAST_STATUSES,
  NOTIFICATION_CHANNELS,
  NOTIFICATION_STATUSES,
  NOTIFICATION_TYPES,
} from "@nexa/contracts/enums";
import type { ListSearch } from "../app/list-search.ts";

export const NOTICES_VIEWS = ["broadcasts", "single", "triggers"] as const;

/** What the address may say. Each view takes its own of it. */
export const NOTICES_FILTERS = {
  view: NOTICES_VIEWS,
  status: [...BROADCAST_STATUSES, ...NOTIFICATION_STATUSES],
  type: NOTIFICATION_TYPES,
  channel: NOTIFICATION_CHANNELS,
  from: "text",
  until: "text",
} as const;
export type NoticesSearch = ListSearch<typeof NOTICES_FILTERS>;

/** The value where it is one of those, else nothing: two views share a name in the address. */
export function knownOf<const T extends string>(values: readonly T[], value: string | undefined): T | undefined {
  return values.find((each) => each === value);
}
