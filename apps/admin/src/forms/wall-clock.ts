/** An instant as a `datetime-local` control holds it, in the operator's time zone. */
export function wallClockOf(instant: string | null, timeZone: string): string {
  if (instant === null) return "";
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return format.format(new Date(instant)).replace(" ", "T");
}

/** The instant that the operator's clocks show as `local`; null for an empty control. */
export function instantOf(local: string, timeZone: string): string | null {
  if (local === "") return null;
  const wanted = Date.parse(`${local}Z`);
  // Twice, since the offset of the first guess may be that of the other side of a clock change.
  const guess = wanted - offsetAt(wanted, timeZone);
  return new Date(wanted - offsetAt(guess, timeZone)).toISOString();
}

function offsetAt(at: number, timeZone: string): number {
  const minute = Math.floor(at / 60_000) * 60_000;
  return Date.parse(`${wallClockOf(new Date(minute).toISOString(), timeZone)}Z`) - minute;
}
