import { clockTime } from "@/shared/dates/format";

/** Where somebody is, as far as it is known. */
type Place = { zone: string; country: string };

/**
 * What a clock shows where somebody is: by their zone, else by their country where all of it has the same time just now.
 * Nothing where that is not known.
 */
export function timeThere(place: Place, now: Date = new Date()): string | undefined {
  return theOnly(zonesOf(place).flatMap((zone) => shownIn(zone, (it) => clockTime(now, it))));
}

/** The hour of the day there at an instant, 0 to 23; nothing where that is not known. */
export function hourThere(place: Place, at: Date): number | undefined {
  return theOnly(zonesOf(place).flatMap((zone) => shownIn(zone, (it) => hourIn(it, at))));
}

/** What all say, if all say the same. */
function theOnly<T>(said: readonly T[]): T | undefined {
  const [first] = said;
  return said.every((one) => one === first) ? first : undefined;
}

function zonesOf({ zone, country }: Place): string[] {
  return zone === "" ? zonesOfCountry(country) : [zone];
}

function hourIn(zone: string, at: Date): number {
  const told = new Intl.DateTimeFormat("en", { timeZone: zone, hour: "numeric", hourCycle: "h23" });
  return Number(told.formatToParts(at).find(({ type }) => type === "hour")?.value);
}

function shownIn<T>(zone: string, show: (zone: string) => T): T[] {
  try {
    return [show(zone)];
  } catch {
    // A zone that this browser does not know.
    return [];
  }
}

/** The zones of a country by its two letters, where the browser knows them. */
function zonesOfCountry(country: string): string[] {
  if (!/^[A-Za-z]{2}$/.test(country)) return [];
  const locale = new Intl.Locale(`und-${country}`);
  if (!("getTimeZones" in locale) || typeof locale.getTimeZones !== "function") return [];
  const zones: unknown = locale.getTimeZones();
  return Array.isArray(zones) ? zones.filter((zone) => typeof zone === "string") : [];
}
