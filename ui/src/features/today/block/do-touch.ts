import type { Touch } from "../queries";

/** Where doing a touch leads: a call, a text, a mail or a profile; none where it is done away from the screen. */
export function linkOf(touch: Touch): string | undefined {
  const way = touch.way;
  if (way == null || way === "") return undefined;
  switch (touch.channel) {
    case "call":
      return `tel:${dialled(way)}`;
    case "text":
      return `sms:${dialled(way)}${bodyOf(touch, "?body=")}`;
    case "email":
      return mailto(way, touch);
    case "social":
    case "video":
      return /^https?:\/\//i.test(way) ? way : undefined;
    default:
      return undefined;
  }
}

/** A link that opens the mail program with the template filled in. */
export function mailto(address: string, touch: Pick<Touch, "script">): string {
  const subject = touch.script?.subject ?? "";
  const body = touch.script?.body ?? "";
  const parts = [
    ...(subject === "" ? [] : [`subject=${encodeURIComponent(subject)}`]),
    ...(body === "" ? [] : [`body=${encodeURIComponent(withReturns(body))}`]),
  ];
  const query = parts.length === 0 ? "" : `?${parts.join("&")}`;
  return `mailto:${encodeURIComponent(address).replace("%40", "@")}${query}`;
}

/** What is copied with a touch: the text to send. */
export function textOf(touch: Pick<Touch, "script">): string {
  return touch.script?.body ?? "";
}

/** Whether its text is put aside to be pasted when it is done. */
export function isPasted(touch: Touch): boolean {
  return touch.channel === "social" || touch.channel === "video";
}

function bodyOf(touch: Touch, before: string): string {
  const text = textOf(touch);
  return text === "" ? "" : before + encodeURIComponent(text);
}

/** A number without the marks that are only for reading. */
function dialled(number: string): string {
  return number.replace(/[^\d+*#,;]/g, "");
}

/** Lines in mails end in both. */
function withReturns(text: string): string {
  return text.replace(/\r?\n/g, "\r\n");
}
