import { expect, test } from "vitest";
import { askOf } from "./use-filing";

const TALK = { conversation: true, asked: "meeting" } as const;
const CALL_BACK = { conversation: true } as const;
const NOBODY = { conversation: false } as const;

test("what the outcome says of the ask is not told again", () => {
  expect(askOf({ asked: "by_outcome", isReferralAsked: false }, TALK)).toBeUndefined();
  expect(askOf({ asked: "by_outcome", isReferralAsked: true }, TALK)).toBeUndefined();
});

test("an ask that did not happen is told as nothing, or as the referral that was asked for instead", () => {
  expect(askOf({ asked: "no", isReferralAsked: false }, TALK)).toBe("nothing");
  expect(askOf({ asked: "no", isReferralAsked: true }, TALK)).toBe("referral");
  expect(askOf({ asked: "no", isReferralAsked: false }, CALL_BACK)).toBeUndefined();
});

test("an ask beside the outcome is told, but not where nobody heard it", () => {
  expect(askOf({ asked: "yes", isReferralAsked: false }, CALL_BACK)).toBe("meeting");
  expect(askOf({ asked: "by_outcome", isReferralAsked: true }, CALL_BACK)).toBe("referral");
  expect(askOf({ asked: "yes", isReferralAsked: true }, NOBODY)).toBeUndefined();
});
