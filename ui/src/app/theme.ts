import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";

const PINE: MantineColorsTuple = [
  "#ecf8f2",
  "#d8f0e5",
  "#b0e0cb",
  "#84cfae",
  "#5fbf95",
  "#3ea87c",
  "#268a63",
  "#187352",
  "#125c42",
  "#0b4431",
];

const SLATE: MantineColorsTuple = [
  "#d3d7db",
  "#bcc2c8",
  "#98a0a8",
  "#6b737b",
  "#434a51",
  "#30363c",
  "#23282d",
  "#181c20",
  "#121518",
  "#0c0e10",
];

/** The look: one green, one font, quiet surfaces; with the words that the kit says itself, in the language of now. */
export const pageTheme = () =>
  createTheme({
    primaryColor: "pine",
    primaryShade: 7,
    autoContrast: true,
    colors: { pine: PINE, dark: SLATE },
    fontFamily: "var(--touchstone-font)",
    fontFamilyMonospace: 'ui-monospace, "DejaVu Sans Mono", monospace',
    defaultRadius: "md",
    cursorType: "pointer",
    respectReducedMotion: true,
    headings: {
      fontWeight: "650",
      sizes: {
        h1: { fontSize: "1.5rem", lineHeight: "1.3" },
        h2: { fontSize: "1.25rem", lineHeight: "1.35" },
        h3: { fontSize: "1.0625rem", lineHeight: "1.4" },
      },
    },
    // By their names: what no screen shows yet is not loaded for it.
    components: {
      // The low button writes no larger than the high one.
      Button: {
        vars: (_: unknown, { size }: { size?: unknown }) => ({
          root: size === "compact-md" ? { "--button-fz": "var(--mantine-font-size-sm)" } : {},
        }),
      },
      Modal: { defaultProps: { closeButtonProps: { "aria-label": m.frame_close() } } },
      Drawer: { defaultProps: { closeButtonProps: { "aria-label": m.frame_close() } } },
      PasswordInput: {
        defaultProps: { visibilityToggleButtonProps: { "aria-label": m.identity_show_password() } },
      },
    },
  });

/**
 * Colours by what they mean; each has a light and a dark value. Text colours are at least 4.5:1 on the page and on the
 * tint beside them, lines of charts 3:1 (`theme.test.ts`).
 */
const MEANINGS = {
  "brand-text": ["#156a4b", "#84cfae"],
  "on-time": ["#156a4b", "#7fd0ab"],
  "on-time-tint": ["#e4f4ec", "#14291f"],
  attention: ["#964100", "#ffb273"],
  "attention-tint": ["#fdf0e4", "#2f2011"],
  cannot: ["#b02a1f", "#ff9c91"],
  "cannot-tint": ["#fdecea", "#351b19"],
  message: ["#1f2a26", "#e6ebe8"],
  "message-text": ["#ffffff", "#15201b"],
  line: ["#868e96", "#7c858d"],
  "chart-promised": ["#187352", "#5fbf95"],
  "chart-room": ["#b0e0cb", "#1d4a38"],
  "chart-new": ["#2b6cb0", "#74b3f0"],
  "chart-hours": ["#343a40", "#ced4da"],
  "chart-actual": ["#1c5fa8", "#74c0fc"],
  "chart-expected": ["#125c42", "#b0e0cb"],
  "chart-likely": ["#5fbf95", "#2f8763"],
  "chart-possible": ["#a5dac2", "#1f5a43"],
  "chart-goal": ["#6b7280", "#adb5bd"],
} as const;

/** Every colour of ours: `var(--touchstone-…)`. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...of(0),
    "--mantine-color-dimmed": "#565d64",
    "--mantine-color-placeholder": "#676e75",
    "--mantine-color-error": "#b02a1f",
    "--mantine-color-anchor": "#156a4b",
    // The kit's own are too pale on their tints.
    "--mantine-color-orange-light-color": "#964100",
    "--mantine-color-red-light-color": "#a1241a",
  },
  dark: {
    ...of(1),
    "--mantine-color-dimmed": "#aab1b8",
    "--mantine-color-placeholder": "#98a0a8",
    "--mantine-color-error": "#ff9c91",
    "--mantine-color-anchor": "#84cfae",
    // The kit's own tints are nearly black where the colour is dark, and heavy where it is not.
    "--mantine-color-pine-light": "#1d4a38",
    "--mantine-color-pine-light-hover": "#245a45",
    "--mantine-color-pine-light-color": "#b0e0cb",
    "--mantine-color-orange-light": MEANINGS["attention-tint"][1],
    "--mantine-color-orange-light-hover": "#3b2916",
    "--mantine-color-orange-light-color": MEANINGS.attention[1],
    "--mantine-color-red-light": MEANINGS["cannot-tint"][1],
    "--mantine-color-red-light-hover": "#43221f",
    "--mantine-color-red-light-color": MEANINGS.cannot[1],
  },
});

function of(which: 0 | 1): Record<string, string> {
  const entries = Object.entries(MEANINGS);
  return Object.fromEntries(
    entries.map(([name, values]) => [`--touchstone-${name}`, values[which]]),
  );
}
