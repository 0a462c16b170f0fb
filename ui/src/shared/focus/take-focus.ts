/** As `ref` of what is to have the focus when it appears: what a dialog shows only once it was asked for has missed its opening. */
export function takeFocus(shown: HTMLElement | null): void {
  shown?.focus();
}
