import { render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CommandId } from "./map";
import { setKeyboardPreferences } from "./preferences";
import { pressed, useCommands } from "./registry";

type ListProps = { deeds: Partial<Record<CommandId, () => void>>; layer?: "page" | "dialog" };

function List({ deeds, layer = "page" }: ListProps) {
  useCommands(deeds, layer);
  return (
    <>
      <input aria-label="field" />
      <button type="button">control</button>
      {layer === "dialog" && <div role="dialog" aria-modal="true" />}
    </>
  );
}

beforeEach(() => window.addEventListener("keydown", pressed));

afterEach(() => {
  window.removeEventListener("keydown", pressed);
  setKeyboardPreferences({ hasSingleKeys: true, keys: {} });
});

function press(key: string, more: KeyboardEventInit = {}, at: Element = document.body): boolean {
  const code = /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key;
  const told = { key, code, bubbles: true, cancelable: true, ...more };
  return !at.dispatchEvent(new KeyboardEvent("keydown", told));
}

test("a key does what the screen has taken up, and is kept from the browser", () => {
  const next = vi.fn();
  render(<List deeds={{ "list.next": next }} />);
  expect(press("j")).toBe(true);
  expect(press("k")).toBe(false);
  expect(next).toHaveBeenCalledOnce();
});

test("in a field keys type, save the one that opens the command box", () => {
  const next = vi.fn();
  const find = vi.fn();
  const { getByLabelText } = render(
    <List deeds={{ "list.next": next, "everywhere.find": find }} />,
  );
  const field = getByLabelText("field");
  expect(press("j", {}, field)).toBe(false);
  expect(press("k", { ctrlKey: true }, field)).toBe(true);
  expect(next).not.toHaveBeenCalled();
  expect(find).toHaveBeenCalledOnce();
});

test("Enter and Space belong to the control that has the focus", () => {
  const open = vi.fn();
  const { getByText } = render(<List deeds={{ "list.open": open }} />);
  expect(press("Enter", {}, getByText("control"))).toBe(false);
  expect(press("Enter")).toBe(true);
  expect(open).toHaveBeenCalledOnce();
});

test("two keys one after the other are one command", () => {
  const today = vi.fn();
  const next = vi.fn();
  render(<List deeds={{ "go.today": today, "list.next": next }} />);
  press("g");
  press("t");
  expect(today).toHaveBeenCalledOnce();
  press("g");
  press("j");
  press("t");
  expect(today).toHaveBeenCalledOnce();
  expect(next).toHaveBeenCalledOnce();
});

test("a sign of the digit row is found where the digit itself is no command", () => {
  const filter = vi.fn();
  render(<List deeds={{ "list.filter": filter }} />);
  expect(press("/", { code: "Digit7", shiftKey: true })).toBe(true);
  expect(filter).toHaveBeenCalledOnce();
});

test("a held key goes on where that is meant, and only there", () => {
  const next = vi.fn();
  const open = vi.fn();
  render(<List deeds={{ "list.next": next, "list.open": open }} />);
  press("j", { repeat: true });
  press("Enter", { repeat: true });
  expect(next).toHaveBeenCalledOnce();
  expect(open).not.toHaveBeenCalled();
});

test("behind a dialog nothing happens, and its own keys work", () => {
  const behind = vi.fn();
  const within = vi.fn();
  render(<List deeds={{ "list.next": behind }} />);
  render(<List deeds={{ "list.previous": within }} layer="dialog" />);
  expect(press("j")).toBe(false);
  expect(press("k")).toBe(true);
  expect(behind).not.toHaveBeenCalled();
  expect(within).toHaveBeenCalledOnce();
});

test("of two screens the one shown last has the key, and gives it back when it goes", () => {
  const under = vi.fn();
  const over = vi.fn();
  render(<List deeds={{ "list.next": under }} />);
  const { unmount } = render(<List deeds={{ "list.next": over }} />);
  press("j");
  unmount();
  press("j");
  expect(over).toHaveBeenCalledOnce();
  expect(under).toHaveBeenCalledOnce();
});

test("a key of one's own takes the place of the one that was shipped, and stays in this browser", () => {
  const next = vi.fn();
  render(<List deeds={{ "list.next": next }} />);
  setKeyboardPreferences({ keys: { "list.next": ["n"] } });
  expect(press("j")).toBe(false);
  expect(press("n")).toBe(true);
  expect(next).toHaveBeenCalledOnce();
  expect(localStorage.getItem("touchstone.keyboard")).toContain('"list.next":["n"]');
});

test("keys that are pressed alone can be turned off; those with Ctrl and named ones stay", () => {
  const next = vi.fn();
  const find = vi.fn();
  render(<List deeds={{ "list.next": next, "everywhere.find": find }} />);
  setKeyboardPreferences({ hasSingleKeys: false });
  expect(press("j")).toBe(false);
  expect(press("ArrowDown")).toBe(true);
  expect(press("k", { ctrlKey: true })).toBe(true);
  expect(next).toHaveBeenCalledOnce();
  expect(find).toHaveBeenCalledOnce();
});
