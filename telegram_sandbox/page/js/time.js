// Instants in words, always in the person's own time zone.

const formatters = new Map();

function formatter(locale, zone, options) {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    try {
      found = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone || undefined });
    } catch {
      found = new Intl.DateTimeFormat("en-GB", options); // an unknown zone or language: this computer's
    }
    formatters.set(key, found);
  }
  return found;
}

const english = (instant, zone, options) => formatter("en-GB", zone, options).format(instant);

export const wallTime = (instant, zone) => english(instant, zone, { hour: "2-digit", minute: "2-digit" });

export const exactTime = (instant, zone) =>
  english(instant, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export const dayKey = (instant, zone) =>
  formatter("en-CA", zone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);

export const shortDate = (instant, zone) =>
  english(instant, zone, { weekday: "short", day: "numeric", month: "short" });

/** Whole local days from `now` to `instant`: 0 today, 1 tomorrow, -1 yesterday. */
function daysAhead(instant, now, zone) {
  return Math.round((Date.parse(dayKey(instant, zone)) - Date.parse(dayKey(now, zone))) / 86_400_000);
}

export function dayLabel(instant, now, zone) {
  const ahead = daysAhead(instant, now, zone);
  if (ahead === 0) return "Today";
  if (ahead === -1) return "Yesterday";
  return english(instant, zone, { weekday: "long", day: "numeric", month: "long" });
}

export function dueLabel(due, now, zone) {
  const ahead = daysAhead(due, now, zone);
  const time = wallTime(due, zone);
  if (ahead === 0) return `today ${time}`;
  if (ahead === 1) return `tomorrow ${time}`;
  return `${shortDate(due, zone)}, ${time}`;
}

/** The time in a list of chats: the hour today, the day otherwise. */
export function listLabel(instant, now, zone) {
  return daysAhead(instant, now, zone) === 0
    ? wallTime(instant, zone)
    : english(instant, zone, { day: "numeric", month: "short" });
}

export const placeOf = (zone) => (zone || "").split("/").pop().replaceAll("_", " ");

const UNITS = [["year", 31_557_600], ["month", 2_629_800], ["week", 604_800], ["day", 86_400], ["hour", 3600], ["minute", 60]];

function relative(seconds, locale) {
  const [unit, size] = UNITS.find(([, one]) => Math.abs(seconds) >= one) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** A `date_time` entity as the reader sees it: r is relative, w weekday, d/D and t/T short and long date and time. */
export function entityTime(unix, format, text, person, now) {
  if (!format) return text;
  const locale = person.language_code || "en";
  const instant = new Date(unix * 1000);
  try {
    if (format === "r") return relative((instant - now) / 1000, locale);
    const options = {};
    if (format.includes("w")) options.weekday = "long";
    if (format.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
    if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
    if (/[tT]/.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    if (format.includes("T")) options.second = "2-digit";
    return formatter(locale, person.time_zone, options).format(instant);
  } catch {
    return text;
  }
}
