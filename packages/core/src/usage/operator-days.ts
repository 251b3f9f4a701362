/** Every time zone's offset from UTC is a whole number of these. */
const SLOT_MS = 15 * 60 * 1000;
const SLOTS_IN_LONGEST_DAY = (26 * 60) / 15;
const MAX_REMEMBERED = 20_000;

export type OperatorDays = {
  /** The day of an instant, `YYYY-MM-DD`. */
  dayOf(at: Date): string;
  /** When the day after an instant's begins. */
  nextMidnight(at: Date): Date;
  /** The day so many days after another; before it for a negative number. */
  shift(day: string, days: number): string;
};

const made = new Map<string, OperatorDays>();

/** The days of a time zone. Answers are remembered, since asking Intl costs more than rating an event. */
export function operatorDays(timeZone: string): OperatorDays {
  const known = made.get(timeZone);
  if (known) return known;
  const days = makeDays(timeZone);
  made.set(timeZone, days);
  return days;
}

function makeDays(timeZone: string): OperatorDays {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const bySlot = new Map<number, string>();
  const dayOfSlot = (slot: number): string => {
    const known = bySlot.get(slot);
    if (known !== undefined) return known;
    if (bySlot.size >= MAX_REMEMBERED) bySlot.clear();
    const day = format.format(slot * SLOT_MS);
    bySlot.set(slot, day);
    return day;
  };
  const slotOf = (at: Date) => Math.floor(at.getTime() / SLOT_MS);
  return {
    dayOf: (at) => dayOfSlot(slotOf(at)),
    nextMidnight: (at) => {
      const today = dayOfSlot(slotOf(at));
      let [same, later] = [slotOf(at), slotOf(at) + SLOTS_IN_LONGEST_DAY];
      while (later - same > 1) {
        const middle = Math.floor((same + later) / 2);
        if (dayOfSlot(middle) === today) same = middle;
        else later = middle;
      }
      return new Date(later * SLOT_MS);
    },
    shift: (day, by) => {
      const shifted = new Date(`${day}T00:00:00Z`);
      shifted.setUTCDate(shifted.getUTCDate() + by);
      return shifted.toISOString().slice(0, 10);
    },
  };
}
