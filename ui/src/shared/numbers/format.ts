import { customs } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";

/** "5,000". */
export function whole(n: number): string {
  return new Intl.NumberFormat(customs(), { maximumFractionDigits: 0 }).format(n);
}

/** "7.5", "10". */
export function tenths(n: number): string {
  return new Intl.NumberFormat(customs(), { maximumFractionDigits: 1 }).format(n);
}

const SIZES = [
  ["gigabyte", 1e9],
  ["megabyte", 1e6],
  ["kilobyte", 1e3],
] as const;

/** "12.4 MB". */
export function bytes(n: number): string {
  const [unit, size] = SIZES.find(([, size]) => n >= size) ?? ["byte", 1];
  const form = { style: "unit", unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(customs(), form).format(n / size);
}

/** "27%": of a share from 0 to 1. */
export function percent(share: number): string {
  return new Intl.NumberFormat(customs(), { style: "percent", maximumFractionDigits: 0 }).format(
    share,
  );
}

/** "53 min", "2 h 10 min": room and promises are always told in minutes, so spans over two hours name both. */
export function minutes(n: number): string {
  const hours = Math.trunc(n / 60);
  const rest = n % 60;
  if (hours < 2) return m.shared_minutes({ n: whole(n) });
  if (rest === 0) return m.shared_hours({ n: whole(hours) });
  return m.shared_hours_minutes({ hours: whole(hours), minutes: whole(rest) });
}
