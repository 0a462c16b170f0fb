/** Brings the one of a row that is chosen into sight, where the row is wider than the screen; the page itself stays where it is. */
export function bringIntoSight(chosen: HTMLElement | null): void {
  const row = chosen?.parentElement;
  if (chosen === null || row == null || row.scrollWidth <= row.clientWidth) return;
  const box = row.getBoundingClientRect();
  const one = chosen.getBoundingClientRect();
  row.scrollLeft += one.left + one.width / 2 - (box.left + box.width / 2);
}
