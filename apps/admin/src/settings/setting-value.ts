import type { SettingDetail } from "@nexa/contracts";
import { BYTES_PER_MB } from "@nexa/contracts/volume";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";

const MINUTES = 60;
/** 1 January 2024 was a Monday. */
const MONDAY = 1;

type Kind = Pick<SettingDetail, "type" | "unit">;

/** A minute of the day as `22:00`. */
export function clockOf(minute: number): string {
  return [Math.floor(minute / MINUTES), minute % MINUTES].map((part) => String(part).padStart(2, "0")).join(":");
}

export function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * MINUTES + minutes;
}

/** The text that a field shows for a value. */
export function toTyped(value: unknown, { type, unit }: Kind): string {
  if (unit === "minuteOfDay") return clockOf(Number(value));
  if (unit === "bytes") return String(Number(value) / BYTES_PER_MB);
  if (type === "integers" && Array.isArray(value)) return value.join(", ");
  return String(value);
}

/** The value that was typed. What is no number stays one that the server refuses in words. */
export function fromTyped(typed: string, { type, unit }: Kind): unknown {
  if (unit === "minuteOfDay") return minuteOf(typed);
  if (unit === "bytes") return Math.round(Number(typed) * BYTES_PER_MB);
  if (type === "integers") return typed.split(",").map((each) => Number(each.trim()));
  return type === "text" || type === "choice" ? typed : Number(typed);
}

/** A value in words, with its unit. */
export function useSettingText(): (value: unknown, kind: Kind) => string {
  const { t } = useTranslation();
  const { number, volume } = useFormats();
  const weekday = useWeekdays();
  return (value, { type, unit }) => {
    if (value === null || value === undefined) return t("settings.byDefault");
    if (type === "choice") return t(`settings.choices.${String(value)}` as never);
    if (Array.isArray(value)) return t("settings.listOfDays", { list: value.join(", ") });
    if (typeof value !== "number") return String(value);
    if (unit === "minuteOfDay") return clockOf(value);
    if (unit === "bytes") return volume(value);
    if (unit === "weekday") return weekday(value);
    if (unit === "days") return t("settings.days", { count: value });
    if (unit === "minutes") return t("settings.minutes", { count: value });
    if (unit === "percent") return t("settings.percent", { value });
    return number(value);
  };
}

/** Monday is 1. */
export function useWeekdays(): (day: number) => string {
  const { locale } = useFormats();
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  return (day) => format.format(Date.UTC(2024, 0, MONDAY + day - 1));
}
