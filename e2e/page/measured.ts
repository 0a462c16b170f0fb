import { test } from "vitest";

/**
 * A story that holds what a rep waits for against its target. It tells of the machine as much as of the page, so it runs
 * when it is asked for: `TOUCHSTONE_MEASURE=1 npm run stories`, on a machine that does nothing else.
 */
export const measured = test.skipIf(process.env.TOUCHSTONE_MEASURE === undefined);
