import { act, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DialogComing, keepEarlyKeys } from "./early-keys";
import { pressed, useCommands } from "./registry";

type ScreenProps = { next: () => void; is: "asked" | "loading" | "there" | "given up" };

/** A screen over which a dialog opens: loaded first, then there, and only then with the focus. */
function Screen({ next, is }: ScreenProps) {
  useCommands({ "list.next": next });
  return (
    <>
      <button type="button">row</button>
      {is === "loading" && <DialogComing />}
      {is === "there" && (
        <form role="dialog" aria-modal="true" aria-label="Why" onSubmit={submitted}>
          <input aria-label="Why" />
        </form>
      )}
    </>
  );
}

const submitted = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
let end: () => void = () => undefined;

beforeEach(() => {
  submitted.mockClear();
  end = keepEarlyKeys();
  window.addEventListener("keydown", pressed);
});

afterEach(() => {
  end();
  window.removeEventListener("keydown", pressed);
});

function strike(...keys: string[]): void {
  for (const key of keys) {
    const code = /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key;
    const told = { key, code, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", told));
  }
}

test("what is struck while a dialog is loaded and opened is written into its field, and sent by Enter", async () => {
  const next = vi.fn();
  const { getByLabelText, rerender } = render(<Screen next={next} is="loading" />);
  strike("j", "u", "x", "Backspace");
  rerender(<Screen next={next} is="there" />);
  strike("s", "t", "Enter");
  const field = getByLabelText("Why", { selector: "input" }) as HTMLInputElement;
  await act(async () => field.focus());
  expect(field.value).toBe("just");
  expect(submitted).toHaveBeenCalledOnce();
  expect(next).not.toHaveBeenCalled();
});

test("a dialog that is given up takes with it what was struck, and keys work again", async () => {
  const next = vi.fn();
  const { getByLabelText, rerender } = render(<Screen next={next} is="loading" />);
  strike("j");
  rerender(<Screen next={next} is="given up" />);
  await act(async () => undefined);
  strike("j");
  expect(next).toHaveBeenCalledOnce();
  rerender(<Screen next={next} is="there" />);
  const field = getByLabelText("Why", { selector: "input" }) as HTMLInputElement;
  await act(async () => field.focus());
  expect(field.value).toBe("");
});

test("what is struck while the fields of an open dialog are loaded goes to the field, not to the closing button", async () => {
  const close = vi.fn();
  const dialog = (isLoading: boolean) => (
    <form role="dialog" aria-modal="true" onSubmit={submitted}>
      <button type="button" onClick={close}>
        close
      </button>
      {isLoading ? <DialogComing /> : <input aria-label="Why" />}
    </form>
  );
  const { getByLabelText, getByText, rerender } = render(dialog(true));
  strike("o", "n", "Enter");
  await act(async () => getByText("close").focus());
  rerender(dialog(false));
  const field = getByLabelText("Why") as HTMLInputElement;
  await act(async () => field.focus());
  expect(field.value).toBe("on");
  expect(submitted).toHaveBeenCalledOnce();
  expect(close).not.toHaveBeenCalled();
});

test("a dialog that had the focus hears its keys itself", async () => {
  const { getByLabelText, getByText, rerender } = render(<Screen next={vi.fn()} is="there" />);
  const field = getByLabelText("Why", { selector: "input" }) as HTMLInputElement;
  await act(async () => field.focus());
  field.blur();
  strike("a");
  await act(async () => field.focus());
  expect(field.value).toBe("");
  rerender(<Screen next={vi.fn()} is="asked" />);
  getByText("row").focus();
});
