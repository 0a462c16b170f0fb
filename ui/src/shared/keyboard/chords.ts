/** What of a key event says which key it is. */
export type Pressed = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "getModifierState"
>;

const DIGIT = /^(?:Digit|Numpad)(\d)$/;
const LETTER = /^Key([A-Z])$/;
const MODIFIERS = ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead"];

/** Whether this is the platform on which the command key takes the place of the control key. */
export function isApple(): boolean {
  return /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? "");
}

/**
 * The key of an event as the map writes it ("Mod+k", "Shift+j", "1", "Space"); none for a modifier alone and for what
 * belongs to the browser.
 */
export function chordOf(pressed: Pressed): string | undefined {
  if (MODIFIERS.includes(pressed.key)) return undefined;
  const digit = DIGIT.exec(pressed.code)?.[1];
  const isDigit = digit !== undefined && (pressed.code.startsWith("Digit") || typesDigit(pressed));
  const types = pressed.getModifierState("AltGraph");
  if (!types && (pressed.altKey || (isApple() ? pressed.ctrlKey : pressed.metaKey))) {
    return undefined;
  }
  const isMod = !types && (isApple() ? pressed.metaKey : pressed.ctrlKey);
  // On AltGr a digit key types a character, and that is what is meant.
  const key = isDigit && !types ? digit : nameOf(pressed);
  const isNamed = key.length > 1 || /[a-z\d]/.test(key);
  // A sign that is typed with Shift is the sign; of a letter, a digit and a named key Shift makes another.
  const shift = pressed.shiftKey && isNamed ? "Shift+" : "";
  return `${isMod ? "Mod+" : ""}${shift}${key}`;
}

/** The sign that a digit key types with Shift, as "/" on a German keyboard: meant where no command has the digit. */
export function signOf(pressed: Pressed): string | undefined {
  const isRow = pressed.shiftKey && DIGIT.test(pressed.code) && pressed.code.startsWith("Digit");
  const isAlone = !pressed.ctrlKey && !pressed.metaKey && !pressed.altKey;
  return isRow && isAlone && /^[^\p{L}\d]$/u.test(pressed.key) ? pressed.key : undefined;
}

/** A number pad with its lock off sends arrows and the like. */
function typesDigit(pressed: Pressed): boolean {
  return /^\d$/.test(pressed.key);
}

function nameOf(pressed: Pressed): string {
  if (pressed.code === "Space") return "Space";
  if (pressed.key.length > 1) return pressed.key;
  const typed = pressed.key.toLowerCase();
  // On a layout without Latin letters their places are meant.
  const place = LETTER.exec(pressed.code)?.[1]?.toLowerCase();
  return place !== undefined && /\P{ASCII}/u.test(typed) && !/\p{Script=Latin}/u.test(typed)
    ? place
    : typed;
}

/** How a key is shown to a person: "Ctrl K", "G then T", "↓". */
export function shownKeys(keys: string, then: string): string[] {
  return keys.split(" ").flatMap((chord, n) => {
    const shown = chord.split("+").map(shownKey);
    return n === 0 ? shown : [then, ...shown];
  });
}

const NAMES: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
};

function shownKey(key: string): string {
  if (key === "Mod") return isApple() ? "⌘" : "Ctrl";
  return NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
