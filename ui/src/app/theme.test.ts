import { readFileSync } from "node:fs";
import { DEFAULT_THEME, mergeMantineTheme } from "@mantine/core";
import { expect, test } from "vitest";
import { pageTheme, variables } from "./theme";

const theme = mergeMantineTheme(DEFAULT_THEME, pageTheme());
const { light, dark } = variables(theme);
const SCHEMES = {
  light: { told: light, page: "#ffffff", raised: "#f8f9fa" },
  dark: { told: dark, page: theme.colors.dark[7], raised: theme.colors.dark[6] },
};

const TEXTS = [
  "--touchstone-brand-text",
  "--touchstone-on-time",
  "--touchstone-attention",
  "--touchstone-cannot",
  "--mantine-color-dimmed",
  "--mantine-color-placeholder",
  "--mantine-color-error",
  "--mantine-color-anchor",
];
const LINES = [
  "line",
  "chart-promised",
  "chart-hours",
  "chart-actual",
  "chart-expected",
  "chart-goal",
];

test("what is painted before the scripts has the colours of the theme", () => {
  const opening = readFileSync("src/app/opening.css", "utf8");
  const told = [light, dark].map((it) => of(it, "--touchstone-brand-text"));
  const named = [...opening.matchAll(/[^-]color: (#\w+)/g)].map(([, colour]) => colour);
  expect(named).toEqual(told);
  const shades = [...opening.matchAll(/--mantine-color-dark-(\d): (#\w+)/g)];
  expect(shades).toHaveLength(2);
  for (const [, shade, colour] of shades) expect(theme.colors.dark[Number(shade)]).toBe(colour);
});

for (const [scheme, { told, page, raised }] of Object.entries(SCHEMES)) {
  test(`every text can be read in ${scheme}: 4.5 to 1`, () => {
    for (const name of TEXTS) {
      expect(contrast(of(told, name), page), name).toBeGreaterThanOrEqual(4.5);
      expect(contrast(of(told, name), raised), `${name} raised`).toBeGreaterThanOrEqual(4.5);
    }
    for (const name of ["on-time", "attention", "cannot"]) {
      const tint = of(told, `--touchstone-${name}-tint`);
      expect(contrast(of(told, `--touchstone-${name}`), tint), name).toBeGreaterThanOrEqual(4.5);
    }
    const message = of(told, "--touchstone-message");
    expect(contrast(of(told, "--touchstone-message-text"), message)).toBeGreaterThanOrEqual(4.5);
  });

  test(`lines of charts can be seen in ${scheme}: 3 to 1`, () => {
    for (const name of LINES) {
      expect(contrast(of(told, `--touchstone-${name}`), page), name).toBeGreaterThanOrEqual(3);
    }
  });
}

function of(told: Record<string, string>, name: string): string {
  const value = told[name];
  if (value === undefined) throw new Error(`${name} has no value`);
  return value;
}

/** As WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
