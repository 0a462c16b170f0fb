import { expect, test } from "vitest";
import { bringIntoSight } from "./in-sight";

/** A row of the width told, with as much in it as told, and the one in it at the place told. */
function row(width: number, content: number, left: number) {
  const parent = document.createElement("div");
  const one = parent.appendChild(document.createElement("a"));
  Object.defineProperties(parent, {
    clientWidth: { value: width },
    scrollWidth: { value: content },
  });
  parent.getBoundingClientRect = () => new DOMRect(0, 0, width, 40);
  one.getBoundingClientRect = () => new DOMRect(left, 0, 100, 40);
  return { parent, one };
}

test("the chosen one of a row that is wider than the screen is brought to its middle", () => {
  const { parent, one } = row(400, 900, 600);
  bringIntoSight(one);
  expect(parent.scrollLeft).toBe(450);
});

test("a row that fits stays where it is", () => {
  const { parent, one } = row(1000, 1000, 600);
  bringIntoSight(one);
  expect(parent.scrollLeft).toBe(0);
});
