"""A server of one's own, started on a day of one's choice; the commands beside it; and a client of its API."""

import json
import os
import re
import subprocess

import requests


class Server:
    """`touchstone serve` on a free port, for as long as this is entered.

    `program` is the binary, `where` says where the data is (`--data DIR` or `--database URL`), and `now` is the time
    in the server's eyes; the real one when none is told.
    """

    def __init__(self, program: str, where: list[str], now: str | None = None) -> None:
        self.program = program
        self.where = where
        self.now = now
        self.base = ""

    def __enter__(self) -> "Server":
        told = ["--now", self.now] if self.now else []
        words = [self.program, "serve", "--listen", "127.0.0.1:0", *self.where, *told]
        # A line for each of thousands of requests would hide what is told here.
        quiet = {**os.environ, "TOUCHSTONE_LOG": "warn"}
        self._running = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=quiet)
        self.base = self._told(r"answers on (http://\S+)")
        return self

    def __exit__(self, *_: object) -> None:
        self._running.terminate()
        try:
            ended = self._running.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._running.kill()
            raise
        finally:
            self._running.stdout.close()
        assert ended == 0, f"the server ended with {ended}"

    def link(self) -> str:
        """The secret in the link that lets the first admin in; told after the address, while nobody can sign in."""
        return self._told(r"/#/welcome/(\S+)")

    def _told(self, what: str) -> str:
        for line in self._running.stdout:
            if found := re.search(what, line):
                return found[1]
        raise AssertionError(f"the server ended with {self._running.wait()} before it told {what}")

    def command(self, *words: str) -> str:
        """What a command prints that works on the same data, at the same time."""
        told = ["--now", self.now] if self.now else []
        words = [self.program, *words, *self.where, *told]
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, f"{words}: {ran.returncode}: {ran.stdout}{ran.stderr}"
        return ran.stdout


class Refusal(AssertionError):
    """An answer that is not the expected one."""


class Client:
    """Calls the API with some headers, and insists on how it answers."""

    def __init__(self, base: str, **headers: str) -> None:
        self.base = base + "/api/v1"
        self.session = requests.Session()
        self.session.headers.update({name.replace("_", "-"): it for name, it in headers.items()})

    @classmethod
    def with_token(cls, base: str, token: str) -> "Client":
        """A program."""
        return cls(base, Authorization=f"Bearer {token}")

    @classmethod
    def in_browser(cls, base: str, cookie: str = "") -> "Client":
        """A page of the server, in a browser with this cookie."""
        return cls(base, Sec_Fetch_Site="same-origin", Cookie=cookie)

    def call(self, method: str, path: str, expected: int, **how) -> requests.Response:
        """Calls; the status must be the expected one, and a refusal must be a problem."""
        answer = self.session.request(method, self.base + path, timeout=60, **how)
        told = f"{method} {path}: {answer.status_code} instead of {expected}: {answer.text[:2000]}"
        if answer.status_code != expected:
            raise Refusal(told)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", answer.headers
            assert answer.json()["status"] == answer.status_code, answer.text
        return answer

    def get(self, path: str, **params) -> dict:
        """What is there."""
        return self.call("GET", path, 200, params=params).json()

    def refused(self, method: str, path: str, expected: int, **how) -> str:
        """The code of a refusal."""
        return self.call(method, path, expected, **how).json()["code"]

    def events(self, path: str) -> list[dict]:
        """All server-sent events of a stream, until it ends."""
        with self.session.get(self.base + path, stream=True, timeout=60) as stream:
            assert stream.status_code == 200, stream.text
            assert stream.headers["content-type"] == "text/event-stream", stream.headers
            lines = [line for line in stream.iter_lines(decode_unicode=True) if line]
        names = [line for line in lines if line.startswith("event:")]
        data = [line for line in lines if line.startswith("data:")]
        assert names == ["event: progress"] * len(data), lines
        return [json.loads(line.removeprefix("data:")) for line in data]
