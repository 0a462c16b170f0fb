"""Schemathesis over the whole document of the API, with a token of every role and scope.

    python conformance.py target/debug/touchstone CASES --data FOLDER
    python conformance.py target/debug/touchstone CASES --database URL

At least CASES requests are made from the document that the server itself answers with, right ones and wrong ones, the
same ones in each run; and each answer is held against the document. So that requests reach the rules behind their
reading, a part of the right ones is filled with what is really there (`meant.py`). Every operation must have
answered with a 2xx, and ends otherwise as every failed check does: with exit code 1. The data must be new.
"""

import collections
import math
import random
import sys
import uuid
from pathlib import Path

import meant
import requests
import schemathesis
from schemathesis.cli import schemathesis as command_line
from schemathesis.core.parameters import ParameterLocation as Location
from server import Server
from workspace import ROLES, SCOPES, Workspace, cookie

CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "allow_header_conformance",
    # Left out, and why:
    # positive_data_acceptance: what a body says can be right and yet be refused by a rule, which is what the product
    #   is about (409, 422); that each operation is done at all is checked below.
    # ignored_auth: it sends what it wants unauthorized through the hooks that sign requests here; who may do what is
    #   tried for every route, role and scope by the tests of the server.
    # missing_required_header: the one such header is If-Match, whose absence is answered with 428; the document says
    #   so, and the tests of the server hold it.
    # use_after_free, ensure_resource_availability: for chains of requests, which are not made here: ids come from
    #   `meant.py`.
]

# What would end the run itself is asked of nobody who asks here: a session of its own is signed out, and what these end
# or change is always what `meant.py` makes for it, never a session, token or member that an answer has named.
OF_ITS_OWN = {"DELETE /sessions/{id}", "DELETE /tokens/{id}", "PATCH /members/{id}"}

# What cannot be reached from outside, and why.
UNREACHED = {
    "POST /sample": "only a workspace without people is filled; the tests of the sample do it",
    "POST /backups": "PostgreSQL has its own tools; the tests of the backups do it",
    "DELETE /jobs/{id}": "a job waits or dies only when something fails; the tests of the jobs do it",
    "POST /jobs/{id}/release": "a job dies only when something fails eight times; the tests of the jobs do it",
}

# In how many of a hundred requests is taken what somebody may do, and what somebody means.
MAY, MEANS = 75, 60
# So many right requests to an operation are asked by somebody who may, and as they are meant, until one of them is done.
FIRST = 5
SEED = 7


class Run:
    """What is asked, by whom, and what is answered."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.chance = random.Random(SEED)
        self.answers: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
        # How often each operation was asked as it is meant, because it was never done.
        self.n_meant: collections.Counter = collections.Counter()
        # How many requests were as the document wants them, and how many of these were done.
        self.n_right, self.n_right_done = 0, 0

    def happens(self, percent: int) -> bool:
        """Whether something happens this time."""
        return self.chance.randrange(100) < percent

    def is_due(self, case) -> bool:
        """Whether an operation was never done yet, and was not asked in vain too often either."""
        done = any(status < 300 for status in self.answers[label(case)])
        self.n_meant[label(case)] += not done
        return not done and self.n_meant[label(case)] <= FIRST

    def sign(self, case, needed: str, in_person: bool, may: bool) -> str:
        """Lets somebody ask who may, or anybody; which role it is."""
        able = ROLES[ROLES.index(needed) :]
        role = self.chance.choice(able if may else ROLES)
        if in_person and (may or self.happens(50)):
            case.headers["Cookie"] = self.browser(case, role)
            case.headers["Sec-Fetch-Site"] = "same-origin"
            return role
        least = "admin" if needed == "admin" else "read" if case.method == "GET" else "write"
        scope = self.chance.choice(SCOPES[SCOPES.index(least) :] if may else SCOPES)
        case.headers["Authorization"] = f"Bearer {self.workspace.tokens[role, scope]}"
        return role

    def browser(self, case, role: str) -> str:
        """The cookie of a session; one that may end where the request ends it."""
        if label(case) == "DELETE /session":
            return self.workspace.signed_in(role)
        return self.workspace.browsers[role].session.headers["Cookie"]


def label(case) -> str:
    """An operation as `meant.py` names it."""
    return f"{case.operation.method.upper()} {case.operation.path.removeprefix('/api/v1')}"


def is_right(case, location: Location) -> bool:
    """Whether this part of a request is as the document wants it."""
    part = case.meta.components.get(location) if case.meta else None
    return part is None or part.mode.is_positive


def renew(case, run: Run) -> None:
    """Gives a request a name of its own, nearly always: what is asked under one that was used before is refused."""
    for header in list(case.headers):
        if header.lower() == "idempotency-key" and is_right(case, Location.HEADER) and run.happens(90):
            case.headers[header] = str(uuid.UUID(int=run.chance.getrandbits(128)))


def fill(case, wanted: meant.Meant, run: Run, all_of_it: bool) -> None:
    """Takes parts of what is meant for what was generated; what is wrong on purpose stays so."""
    if "path" in wanted and is_right(case, Location.PATH):
        case.path_parameters = {**case.path_parameters, **wanted["path"]}
    if "headers" in wanted and is_right(case, Location.HEADER):
        case.headers.update(wanted["headers"])
    if "query" in wanted and is_right(case, Location.QUERY) and (all_of_it or run.happens(MEANS)):
        case.query = dict(wanted["query"])
    if "body" in wanted and is_right(case, Location.BODY) and (all_of_it or run.happens(MEANS)):
        case.body = wanted["body"]


def name(case, run: Run, role: str) -> None:
    """Names in a request what is there, where it would name what nobody has."""
    if isinstance(case.query, dict) and is_right(case, Location.QUERY):
        case.query = meant.named(case.query, run.workspace, role)
    if isinstance(case.body, dict) and is_right(case, Location.BODY):
        case.body = meant.named(case.body, run.workspace, role)


def install(run: Run) -> None:
    """Stands between Schemathesis and the server."""

    @schemathesis.hook
    def before_call(context, case, **_) -> None:
        definition = case.operation.definition.raw
        in_person = definition["security"] == [{"session": []}]
        needed = next((role for role in ROLES if f"role `{role}`" in definition["description"]), "rep")
        is_wrong = case.meta is not None and case.meta.generation.mode.is_negative
        is_first = not is_wrong and run.is_due(case)
        case.headers.pop("Authorization", None)
        renew(case, run)
        if definition["security"] == [{}]:
            case.headers["Sec-Fetch-Site"] = "same-origin"
            role = run.chance.choice(ROLES)
        else:
            role = run.sign(case, needed, in_person, is_first or is_wrong or run.happens(MAY))
        # Who may not do a thing cannot make what it is about either.
        may = ROLES.index(role) >= ROLES.index(needed)
        if label(case) in OF_ITS_OWN or (may and (is_first or run.happens(MEANS))):
            fill(case, meant.of(label(case), run.workspace, role), run, is_first)
        else:
            name(case, run, role)

    @schemathesis.hook
    def after_call(context, case, response) -> None:
        if case.method == case.operation.method.upper():
            run.answers[label(case)][response.status_code] += 1
            is_wrong = case.meta is not None and case.meta.generation.mode.is_negative
            run.n_right += not is_wrong
            run.n_right_done += not is_wrong and response.status_code < 300
        if label(case) == "PUT /account/password" and response.status_code == 200:
            role = next(name for name in ROLES if f'"{name}"' in response.text)
            run.workspace.secrets[role] = case.body["new"]
            renewed = cookie(response.headers["set-cookie"][0])
            run.workspace.browsers[role].session.headers["Cookie"] = renewed


def tell(run: Run) -> None:
    """How often each operation answered with what."""
    print("\nAnswers by operation\n")
    for name, answers in sorted(run.answers.items(), key=lambda it: it[0].split()[::-1]):
        n_done = sum(n for status, n in answers.items() if status < 300)
        share = 100 * n_done // max(1, answers.total())
        told = ", ".join(f"{status}: {n}" for status, n in sorted(answers.items()))
        print(f"  {name:<48} {answers.total():>4} of which {share:>3} % done   {told}")


def missed(run: Run, n_cases: int) -> list[str]:
    """What this run has not reached."""
    total = sum(answers.total() for answers in run.answers.values())
    done = sum(n for answers in run.answers.values() for status, n in answers.items() if status < 300)
    print(f"\n{total} requests to {len(run.answers)} operations, {100 * done // total} % of them done;")
    print(f"{run.n_right} were as the document wants them, {100 * run.n_right_done // run.n_right} % of these were done")
    found = [f"{total} requests instead of {n_cases}"] if total < n_cases else []
    for name, answers in run.answers.items():
        if name not in UNREACHED and not any(status < 300 for status in answers):
            found.append(f"{name} was never done: {dict(answers)}")
    return found


def operations_with_a_choice(base: str) -> int:
    """How many operations have more than one request; nearly all of those give as many as are asked for."""
    document = requests.get(f"{base}/api/openapi.json", timeout=60).json()
    found = [operation for item in document["paths"].values() for operation in item.values()]
    return sum(9 for it in found if it.get("parameters") or "requestBody" in it) // 10


def main(program: str, n_cases: int, where: list[str]) -> None:
    """Runs all of it."""
    with Server(program, where) as server:
        run = Run(Workspace(server))
        install(run)
        each = math.ceil(n_cases / operations_with_a_choice(run.workspace.base))
        words = ["--config-file", str(Path(__file__).with_name("schemathesis.toml"))]
        words += ["run", f"{server.base}/api/openapi.json", f"--checks={','.join(CHECKS)}"]
        words += [f"--max-examples={each}", "--workers=1", "--continue-on-failure", "--no-color", "--warnings=off"]
        try:
            command_line.main(words, standalone_mode=False)
            failed = 0
        except SystemExit as end:
            failed = end.code
    tell(run)
    found = missed(run, n_cases)
    for what in found:
        print(f"error: {what}")
    sys.exit(1 if failed or found else 0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
