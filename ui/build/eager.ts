import type { Plugin } from "vite";

/** What tells a browser that most of a file runs when it is loaded; it has to stand first. */
const HINT = "//# allFunctionsCalledOnLoad\n";

/**
 * Lets the first load be compiled while it comes, beside what the page does, by browsers that can read the hint: else each
 * function is compiled when it is first called, in the time in which the first screen is drawn.
 */
export function eager(name: string): Plugin {
  return {
    name: "touchstone:eager",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === "chunk" && chunk.name === name) chunk.code = HINT + chunk.code;
        }
      },
    },
  };
}
