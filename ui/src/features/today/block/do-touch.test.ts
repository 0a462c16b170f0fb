import { expect, test } from "vitest";
import type { Touch } from "../queries";
import { linkOf } from "./do-touch";

test("a call dials the number without the marks that are only for reading", () => {
  check({ channel: "call", way: "+44 (20) 7946-0100" }, "tel:+442079460100");
});

test("a text carries what to say", () => {
  check(
    { channel: "text", way: "+44 20 7946 0100" },
    "sms:+442079460100?body=Half%20a%20minute%3F",
  );
});

test("an e-mail opens the mail program with subject and text, whatever stands in them", () => {
  check(
    { channel: "email", way: "ada+x@quill.example", script: script("50% & more", "One\nTwo") },
    "mailto:ada%2Bx@quill.example?subject=50%25%20%26%20more&body=One%0D%0ATwo",
  );
});

test("a profile is opened where it is an address of the web", () => {
  check({ channel: "social", way: "https://example.com/ada" }, "https://example.com/ada");
  check({ channel: "social", way: "javascript:alert(1)" }, undefined);
});

test("what is done away from the screen has no link", () => {
  check({ channel: "walk_in", way: "1 High Street" }, undefined);
  check({ channel: "call", way: null }, undefined);
});

function check(some: Partial<Touch>, link: string | undefined): void {
  const touch = { script: script("", "Half a minute?"), ...some } as Touch;
  expect(linkOf(touch)).toBe(link);
}

function script(subject: string, body: string) {
  return { subject, body, missing: [] };
}
