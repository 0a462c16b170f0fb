import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** A number as it is written between countries, with the gaps of its own; only one that begins with its country is changed. */
export function international(number: string): string {
  if (!number.startsWith("+")) return number;
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}
