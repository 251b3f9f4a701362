import { formatMoney } from "@nexa/contracts/money";
import { BYTES_PER_GB, BYTES_PER_MB } from "@nexa/contracts/volume";

/** How amounts, volumes and instants read in one language, for one operator. */
export type Formats = ReturnType<typeof createFormats>;

const SECONDS = { day: 86_400, hour: 3_600, minute: 60 } as const;

/**
 * @param language of the interface: `en` or `hi`
 * @param operator its currency and time zone; its country makes the locale
 */
export function createFormats(language: string, operator: { country: string; timeZone: string; currency: string }) {
  const locale = `${language}-${operator.country}`;
  const at = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: operator.timeZone, ...options });
    return (instant: string | Date) => format.format(new Date(instant));
  };
  const whole = new Intl.NumberFormat(locale);
  const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const dayKey = new Intl.DateTimeFormat("en-CA", { timeZone: operator.timeZone });
  const unit = (value: number, name: string, digits: number) =>
    `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)} ${name}`;
  return {
    locale,
    timeZone: operator.timeZone,
    /** Minor units in the operator's currency; paise are left out where there are none. */
    money: (minor: number) => formatMoney(minor, operator.currency, locale).replace(/[.,]00$/, ""),
    number: (value: number) => whole.format(value),
    /** 12,300 as 12K. */
    compact: (value: number) => short.format(value),
    /** 0.125 as 12.5 %. */
    percent: (share: number) => percent.format(share),
    /** 1 GB = 1024^3 bytes. */
    volume: (bytes: number) =>
      bytes >= BYTES_PER_GB ? unit(bytes / BYTES_PER_GB, "GB", 2) : unit(bytes / BYTES_PER_MB, "MB", 0),
    /** 20 Dec, with the year where it is another one. */
    day: (instant: string | Date) =>
      at({
        day: "numeric",
        month: "short",
        ...(new Date(instant).getFullYear() !== new Date().getFullYear() && { year: "numeric" }),
      })(instant),
    date: at({ day: "numeric", month: "short", year: "numeric" }),
    weekday: at({ weekday: "long", day: "numeric", month: "long" }),
    time: at({ hour: "2-digit", minute: "2-digit" }),
    dateTime: at({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }),
    exact: at({ dateStyle: "medium", timeStyle: "long" }),
    /** The operator's day of an instant as `2026-12-20`, to group and compare by. */
    dayKey: (instant: string | Date) => dayKey.format(new Date(instant)),
    /** In 3 days, 2 hours ago. */
    relative: (instant: string | Date, now: Date = new Date()) => {
      const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
      const [name, size] = (Object.entries(SECONDS) as [keyof typeof SECONDS, number][]).find(
        ([, length]) => Math.abs(seconds) >= length,
      ) ?? ["minute", SECONDS.minute];
      return ago.format(Math.round(seconds / size), name);
    },
  };
}
