import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api.ts";

const HEX_OF_TIME = 12;
const HEX = 16;

/** One event by its id, which carries its time: the log is read for that millisecond. */
export function useAuditEvent(id: string) {
  const ms = Number.parseInt(id.replaceAll("-", "").slice(0, HEX_OF_TIME), HEX);
  const isId = Number.isFinite(ms);
  const [from, to] = isId ? [new Date(ms).toISOString(), new Date(ms + 1).toISOString()] : ["", ""];
  const events = useQuery({
    ...api.audit.list.queryOptions({ from, to, limit: 500 }),
    enabled: isId,
    select: ({ items }) => items.find((event) => event.id === id) ?? null,
  });
  return events;
}
