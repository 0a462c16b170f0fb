import { afterEach, expect, test, vi } from "vitest";
import { chordOf, shownKeys, signOf } from "./chords";

type Told = Partial<KeyboardEventInit> & { key: string; code?: string; altGraph?: boolean };

function chord({ altGraph = false, ...told }: Told): string | undefined {
  const event = new KeyboardEvent("keydown", told);
  return chordOf({
    key: event.key,
    code: event.code,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    altKey: event.altKey,
    shiftKey: event.shiftKey,
    getModifierState: (name) => name === "AltGraph" && altGraph,
  });
}

afterEach(() => vi.unstubAllGlobals());

test("a letter is meant by what is typed, whatever the layout", () => {
  expect(chord({ key: "k", code: "KeyK" })).toBe("k");
  // A French keyboard has the A where others have the Q.
  expect(chord({ key: "a", code: "KeyQ" })).toBe("a");
  // A German one has the Z where others have the Y.
  expect(chord({ key: "z", code: "KeyY" })).toBe("z");
  expect(chord({ key: "J", code: "KeyJ", shiftKey: true })).toBe("Shift+j");
  expect(chord({ key: "J", code: "KeyJ" })).toBe("j");
});

test("without Latin letters the place of a letter is meant", () => {
  expect(chord({ key: "о", code: "KeyJ" })).toBe("j");
});

test("a digit is meant by its place, on the number pad too", () => {
  expect(chord({ key: "1", code: "Digit1" })).toBe("1");
  expect(chord({ key: "1", code: "Numpad1" })).toBe("1");
  expect(chord({ key: "!", code: "Digit1", shiftKey: true })).toBe("Shift+1");
  // The digit row of a French keyboard types signs, and digits with Shift.
  expect(chord({ key: "&", code: "Digit1" })).toBe("1");
  expect(chord({ key: "1", code: "Digit1", shiftKey: true })).toBe("Shift+1");
  // With its lock off, the number pad moves.
  expect(chord({ key: "ArrowDown", code: "Numpad2" })).toBe("ArrowDown");
});

test("a sign is meant by what is typed, however the layout types it", () => {
  expect(chord({ key: "/", code: "Slash" })).toBe("/");
  const german = new KeyboardEvent("keydown", { key: "/", code: "Digit7", shiftKey: true });
  expect(signOf(german)).toBe("/");
  expect(signOf(new KeyboardEvent("keydown", { key: "7", code: "Digit7" }))).toBeUndefined();
  expect(chord({ key: "?", code: "Minus", shiftKey: true })).toBe("?");
  expect(chord({ key: "@", code: "Digit0", ctrlKey: true, altKey: true, altGraph: true })).toBe(
    "@",
  );
});

test("what belongs to the browser is left to it", () => {
  expect(chord({ key: "Shift", code: "ShiftLeft", shiftKey: true })).toBeUndefined();
  expect(chord({ key: "ArrowLeft", code: "ArrowLeft", altKey: true })).toBeUndefined();
  expect(chord({ key: "k", code: "KeyK", metaKey: true })).toBeUndefined();
});

test("the command key takes the place of the control key where there is one", () => {
  expect(chord({ key: "k", code: "KeyK", ctrlKey: true })).toBe("Mod+k");
  expect(shownKeys("Mod+k", "then")).toEqual(["Ctrl", "K"]);
  vi.spyOn(navigator, "platform", "get").mockReturnValue("MacIntel");
  expect(chord({ key: "k", code: "KeyK", metaKey: true })).toBe("Mod+k");
  expect(chord({ key: "k", code: "KeyK", ctrlKey: true })).toBeUndefined();
  expect(shownKeys("Mod+k", "then")).toEqual(["⌘", "K"]);
});

test("keys one after the other are shown with a word between them", () => {
  expect(shownKeys("g t", "then")).toEqual(["G", "then", "T"]);
  expect(shownKeys("Shift+j", "then")).toEqual(["Shift", "J"]);
});
