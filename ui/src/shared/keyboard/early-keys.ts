import { useLayoutEffect } from "react";

/** Dialogs that are on their way: asked for, and still being loaded. */
let nComing = 0;
/** Keys that were struck for a dialog before it could take them, in their order. */
let early: KeyboardEvent[] = [];
/** Dialogs that had the focus: what is struck now, they hear themselves. */
const entered = new WeakSet<Element>();

/**
 * Keeps what is struck while a dialog opens, and types it where the dialog puts the focus: whoever strikes a key and
 * goes on writing loses no letter, and no letter does something behind the dialog.
 */
export function keepEarlyKeys(): () => void {
  window.addEventListener("keydown", keep, { capture: true });
  document.addEventListener("focusin", enter);
  return () => {
    window.removeEventListener("keydown", keep, { capture: true });
    document.removeEventListener("focusin", enter);
    early = [];
  };
}

/** Stands where a dialog will be, as the `fallback` of its `Suspense`, and where the fields of an open one will be. */
export function DialogComing() {
  useLayoutEffect(() => {
    nComing += 1;
    return () => {
      nComing -= 1;
      // In the same breath the dialog is there or was given up; a dialog that is there waits for the focus.
      queueMicrotask(() => {
        if (!isOpening()) early = [];
      });
    };
  }, []);
  return null;
}

function isOpen(): boolean {
  return document.querySelector("[aria-modal=true]") !== null;
}

function isOpening(): boolean {
  if (nComing > 0) return true;
  const dialogs = [...document.querySelectorAll("[aria-modal=true]")];
  return dialogs.some((dialog) => !entered.has(dialog));
}

function keep(event: KeyboardEvent): void {
  if (!isOpening() || event.isComposing || isField(event.target)) return;
  // Esc is heard by every dialog from its first moment on; while it is loaded it is kept for it.
  const isHeard = event.key === "Escape" && (nComing === 0 || isOpen());
  if (isHeard || event.ctrlKey !== event.altKey || event.metaKey) return;
  if (!["Enter", "Backspace", "Escape"].includes(event.key) && [...event.key].length > 1) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  // A key that is held down was meant for what opened the dialog.
  if (!event.repeat) early.push(event);
}

function enter({ target }: FocusEvent): void {
  const dialog = target instanceof Element ? target.closest("[aria-modal=true]") : null;
  // While its fields are on their way the focus is at its closing button, for which no key was meant.
  if (dialog === null || nComing > 0) return;
  entered.add(dialog);
  if (early.length === 0) return;
  const keys = early;
  early = [];
  // Once whoever gave the focus is done.
  queueMicrotask(() => keys.forEach(strikeAgain));
}

/** Strikes a key where the focus is, and does what a browser would have done with it. */
function strikeAgain({ key, code, shiftKey }: KeyboardEvent): void {
  const at = document.activeElement;
  if (at === null) return;
  const again = new KeyboardEvent("keydown", {
    key,
    code,
    shiftKey,
    bubbles: true,
    cancelable: true,
  });
  if (!at.dispatchEvent(again) || key === "Escape") return;
  if (isField(at)) type(at, key);
  else if (at instanceof HTMLButtonElement && (key === "Enter" || key === " ")) at.click();
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function type(field: Field, key: string): void {
  const isLine = field instanceof HTMLInputElement;
  if (key === "Enter" && isLine) {
    field.form?.requestSubmit();
    return;
  }
  // A day or a time is not written letter by letter.
  if (field.selectionStart === null && !["email", "number"].includes(field.type)) return;
  if (field.selectionStart === null || field.selectionEnd === null) {
    set(field, key === "Backspace" ? field.value.slice(0, -1) : field.value + key);
  } else {
    const { selectionStart: from, selectionEnd: to } = field;
    if (key !== "Backspace") field.setRangeText(key === "Enter" ? "\n" : key, from, to, "end");
    else field.setRangeText("", from === to ? Math.max(0, from - 1) : from, to, "end");
  }
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Sets a value as a browser does; what React puts over it would not notice a change. */
function set(field: Field, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, value);
}

/** What letters can be written into. */
function isField(target: EventTarget | null): target is Field {
  if (target instanceof HTMLTextAreaElement) return true;
  if (!(target instanceof HTMLInputElement)) return false;
  return !["button", "checkbox", "radio", "submit", "reset"].includes(target.type);
}
