import { formatMoney, formatPhone, formatVolume, maskPhone } from "@nexa/contracts";

/** How values read in a notice: the operator's time zone, the language's customs. */
export type NoticeFormat = {
  money(amountMinor: number, currency: string): string;
  /** Day and time of an ISO instant. */
  time(iso: string): string;
  /** Day of an ISO instant. */
  day(iso: string): string;
  /** Bytes, in MB or GB. */
  volume(bytes: number): string;
  phone(e164: string): string;
  maskedPhone(e164: string): string;
};

const formats = new Map<string, NoticeFormat>();

/** The format of a locale and time zone. Kept: making an Intl formatter costs more than using it a thousand times. */
export function noticeFormat(locale: string, timeZone: string): NoticeFormat {
  const key = `${locale} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const made = makeFormat(locale, timeZone);
  formats.set(key, made);
  return made;
}

function makeFormat(locale: string, timeZone: string): NoticeFormat {
  const time = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "medium", timeStyle: "short" });
  const day = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "medium" });
  return {
    money: (amountMinor, currency) => formatMoney(amountMinor, currency, locale),
    time: (iso) => shown(time, iso),
    day: (iso) => shown(day, iso),
    volume: formatVolume,
    phone: formatPhone,
    maskedPhone: maskPhone,
  };
}

/** Text that is no instant is shown as it is: a notice must never fail to render. */
function shown(format: Intl.DateTimeFormat, iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : format.format(at).replaceAll("\u202f", " ");
}
