import { clockTime } from "@/shared/dates/format";

/**
 * What a clock shows where somebody is: by their zone, else by their country where all of it has the same time just now.
 * Nothing where that is not known.
 */
export function timeThere(
  place: { zone: string; country: string },
  now: Date = new Date(),
): string | undefined {
  const zones = place.zone === "" ? zonesOfCountry(place.country) : [place.zone];
  const times = new Set(zones.flatMap((zone) => timeIn(zone, now)));
  const [time] = times;
  return times.size === 1 ? time : undefined;
}

function timeIn(zone: string, now: Date): string[] {
  try {
    return [clockTime(now, zone)];
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
