"""The commands that the README shows for the API, run as they are printed against a server on new data.

    python readme.py target/debug/touchstone README.md --data FOLDER
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from server import Server

PORT = "127.0.0.1:7171"


def answers(text: str) -> list[dict]:
    """The JSON values that are printed one after the other."""
    found, rest = [], text.strip()
    while rest:
        value, end = json.JSONDecoder().raw_decode(rest)
        found.append(value)
        rest = rest[end:].strip()
    return found


def main(program: str, readme: str, where: list[str]) -> None:
    """Runs the commands, each of which must be done."""
    section = Path(readme).read_text().split("## The API")[1]
    commands = re.search(r"```sh\n(.*?)```", section, re.DOTALL)[1]
    assert commands.count(PORT) == commands.count("curl ") == 2, commands
    place = {"--data": "TOUCHSTONE_DATA", "--database": "TOUCHSTONE_DATABASE"}[where[0]]
    path = f"{Path(program).resolve().parent}:{os.environ['PATH']}"
    with Server(program, where) as server:
        commands = commands.replace(PORT, server.base.removeprefix("http://"))
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            env={**os.environ, "PATH": path, place: where[1]},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    hours, answer = answers(ran.stdout)
    assert hours["minutes"] == [120] * 5 + [0] * 2, hours
    assert answer["asked"] == 10 and answer["answer"] == "no", answer
    print("the commands of the README work as printed")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
