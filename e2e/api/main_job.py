"""The main job over the API, by a client that shares no code with the server.

    python main_job.py http://127.0.0.1:7171 TOKEN

A list goes in; as many as the calendar can finish are started; each morning's list comes out; what is logged
moves the plan; the import is taken back. Ends with exit code 0 when everything is as it must be.
"""

import sys
import uuid

import requests


class Client:
    """A client of the API with a token."""

    def __init__(self, base: str, token: str) -> None:
        self.base = base.rstrip("/") + "/api/v1"
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, path: str, expected: int, **how) -> requests.Response:
        """Calls, and insists on a status."""
        answer = self.session.request(method, self.base + path, timeout=60, **how)
        assert answer.status_code == expected, (
            f"{method} {path}: {answer.status_code} instead of {expected}: {answer.text}"
        )
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", answer.headers
            assert answer.json()["status"] == answer.status_code
        return answer


def people(n: int) -> str:
    """A list of n leads as a CSV file."""
    rows = [
        f"Lead{i},Nummer,lead{i}@firma{i}.example,+49 30 23125{i:03},Firma {i}" for i in range(n)
    ]
    return "First name,Last name,Email,Phone,Company\n" + "\n".join(rows) + "\n"


def bring_in(client: Client, n: int) -> str:
    """Imports n leads: upload, preview, commit; twice the same file adds nobody."""
    file = people(n).encode()
    kind = {"Content-Type": "application/octet-stream"}
    how = {"params": {"name": "leads.csv"}, "data": file, "headers": kind}
    preview = client.call("POST", "/imports", 201, **how).json()
    assert preview["rows"] == n and preview["stored"] == n, preview
    listed = client.call("GET", "/people", 200, params={"limit": 5}).json()
    assert listed["people"] == [], "a preview has stored somebody"
    brought = preview["import"]
    client.call("POST", f"/imports/{brought}/commit", 202)
    wait(client, brought)
    again = client.call("POST", "/imports", 201, **how).json()
    assert again["same"] == n and again["stored"] == 0, again
    client.call("DELETE", f"/imports/{again['import']}", 204)
    return brought


def wait(client: Client, brought: str) -> None:
    """Follows an import by its events until it is done."""
    path = f"{client.base}/imports/{brought}/progress"
    with client.session.get(path, stream=True, timeout=60) as events:
        assert events.headers["content-type"].startswith("text/event-stream")
        for _ in events.iter_lines():
            pass
    state = client.call("GET", f"/imports/{brought}", 200).json()["state"]
    assert state == "done", state


def start(client: Client, asked: int) -> int:
    """Asks whether so many can be started, and starts those that fit; a second time nobody fits."""
    client.call("PUT", "/calendar/hours", 200, json={"hours": "mon-sun 00:00-02:00"})
    question = {"cadence": "Cold", "whom": {"count": asked}}
    answer = client.call("POST", "/can_start", 200, json=question).json()
    assert answer["asked"] == asked and 0 < answer["fit"] < asked, answer
    assert answer["otherwise"]["never_second_touch"] >= 0
    running = client.call("GET", "/enrollments", 200).json()
    assert running["enrollments"] == [], "a question has started somebody"
    started = client.call("POST", "/enrollments", 200, json=question).json()
    assert started["fit"] == answer["fit"], (answer, started)
    return len(started["starts"])


def work(client: Client) -> None:
    """Works today's list: each activity under an id of ours, sent twice, and once with another body."""
    today = client.call("GET", "/today", 200).json()
    assert today["touches"], "nobody is to be contacted"
    assert today["room"] == max(0, today["hours"] - today["promised"])
    for touch in today["touches"][:3]:
        path = f"/activities/{uuid.uuid4()}"
        body = {"person": touch["person"], "outcome": "no_answer"}
        client.call("PUT", path, 201, json=body)
        client.call("PUT", path, 200, json=body)
        client.call("PUT", path, 409, json={**body, "outcome": "voicemail"})
    left = client.call("GET", "/today", 200).json()
    assert len(left["touches"]) == len(today["touches"]) - 3, "what was done is still to be done"
    client.call("GET", "/plan", 200, params={"weeks": 6})
    rate = client.call("GET", "/finish_rate", 200).json()
    assert rate, rate


def refuse(client: Client) -> None:
    """What cannot be is refused with a stable code."""
    nobody = uuid.uuid4()
    problem = client.call("GET", f"/people/{nobody}", 404).json()
    assert problem["code"] == "unknown_person", problem
    client.call("POST", "/can_start", 422, json={"cadence": "Cold"})
    client.call("GET", "/nothing", 404)
    stranger = Client(client.base.removesuffix("/api/v1"), "touchstone_nobody")
    stranger.call("GET", "/today", 401)


def main(base: str, token: str) -> None:
    """The whole job."""
    client = Client(base, token)
    me = client.call("GET", "/session", 200).json()
    assert me["role"] in ("rep", "admin"), me
    brought = bring_in(client, 60)
    n_started = start(client, 60)
    work(client)
    refuse(client)
    client.call("POST", f"/imports/{brought}/undo", 200)
    print(f"60 imported, {n_started} started, today worked, and the import taken back")


if __name__ == "__main__":
    main(*sys.argv[1:3])
