import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { standBefore } from "./front";

/** The binary with the page in it: the one that was named, else the one that cargo builds. */
const BINARY =
  process.env.TOUCHSTONE_BINARY ??
  fileURLToPath(new URL("../../target/debug/touchstone", import.meta.url));

/** Whether the page is taken as it was built last, not as it is in the binary: to try a story without building the server. */
const IS_TRIED = process.env.TOUCHSTONE_PAGE === "built";

type ServerOptions = {
  /** The time in the server's eyes (`2026-11-24T09:00:00Z`); the real one when none is told. */
  now?: string;
  /** Begins with the sample workspace. */
  sample?: boolean;
  /** Stands behind a front that can bring another build of the page. */
  hasFront?: boolean;
};

/** A server of one's own on new data, which is gone with it. */
export class Server {
  readonly #data = mkdtempSync(join(tmpdir(), "touchstone-page-"));
  readonly #options: ServerOptions;
  #process: ChildProcess | undefined;
  #front: Awaited<ReturnType<typeof standBefore>> | undefined;
  #port = 0;
  #own = "";
  /** The link that lets the first admin in; empty once somebody can sign in. */
  link = "";

  constructor(options: ServerOptions = {}) {
    this.#options = options;
  }

  /** Where it answers. */
  get url(): string {
    return this.#front?.url ?? this.#own;
  }

  /** Starts it; a second time on the same data and the same port. */
  async start(): Promise<void> {
    const { sample, hasFront = false } = this.#options;
    const words = ["serve", "--listen", `127.0.0.1:${this.#port}`, ...this.#where()];
    if (IS_TRIED || hasFront) {
      this.#front ??= await standBefore({
        server: () => (this.#process === undefined ? undefined : this.#own),
        hasPage: IS_TRIED,
      });
    }
    const running = spawn(BINARY, sample ? [...words, "--sample"] : words, {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, TOUCHSTONE_LOG: "warn" },
    });
    this.#process = running;
    this.link = "";
    for await (const line of createInterface({ input: running.stdout })) {
      this.#own = /answers on (http:\S+)/.exec(line)?.[1] ?? this.#own;
      const place = /(\/#\/welcome\/\S+)/.exec(line)?.[1];
      if (place !== undefined) this.link = `${this.url}${place}`;
      // The link is told right after the address, while nobody can sign in.
      if (this.link !== "" || (this.#own !== "" && this.#port !== 0)) break;
    }
    this.#port = Number(new URL(this.#own).port);
  }

  /** Brings another build of the page, as an update of the server does. */
  buildAnew(): void {
    this.#front?.buildAnew();
  }

  /** Kills it, as a power cut would. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Stops it and removes its data. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
    this.#front?.stop();
    rmSync(this.#data, { recursive: true, force: true });
  }

  /** What a command prints that works on the same data. */
  command(...words: string[]): string {
    return execFileSync(BINARY, [...words, ...this.#where()], { encoding: "utf8" });
  }

  /** The same as if it were another time. */
  commandAt(now: string, ...words: string[]): string {
    return execFileSync(BINARY, [...words, ...this.#where(now)], { encoding: "utf8" });
  }

  #where(now = this.#options.now): string[] {
    return ["--data", this.#data, ...(now === undefined ? [] : ["--now", now])];
  }

  async #end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running === undefined || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    await ended;
  }
}
