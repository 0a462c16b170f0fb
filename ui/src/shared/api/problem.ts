import type { components } from "./schema.gen";

type Body = components["schemas"]["Problem"];

/** What the server refused, as it told it: a stable code and a sentence. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** What is wrong, in English, for a person. */
  readonly detail: string;
  /** The id of the request, by which the log of the server knows it. */
  readonly instance: string | undefined;

  constructor(body: Body) {
    super(body.detail);
    this.code = body.code;
    this.status = body.status;
    this.title = body.title;
    this.detail = body.detail;
    this.instance = body.instance;
  }
}

/** The server was not reached: nothing is known of what became of the request. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** Reads the body of a refused request; what is no problem+json becomes one. */
export function problemOf(status: number, body: unknown): Problem {
  if (isBody(body)) return new Problem(body);
  const title = `HTTP ${status}`;
  return new Problem({ type: "about:blank", code: "failed", title, detail: title, status });
}

/** Whether an error is a problem, of this code when one is named. */
export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}

function isBody(body: unknown): body is Body {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    typeof body.code === "string" &&
    "detail" in body &&
    typeof body.detail === "string" &&
    "status" in body &&
    typeof body.status === "number"
  );
}
