"""The main job over the API, by a client that shares no code with the server.

    python main_job.py target/debug/touchstone --data FOLDER
    python main_job.py target/debug/touchstone --database URL

A list goes in; as many as the calendar can finish are started, and not one more; each morning's list is worked, on
five days in a row, each with a server started on that day; replies stop what follows; the score is kept; and in the
end the import is taken back. The data must be new. Ends with exit code 0 when everything is as it must be.
"""

import csv
import datetime
import io
import sys
import time
import uuid

from server import Client, Server

N_LEADS = 60
CADENCE = "Cold"
PASSWORD = "drei krumme Laternen"
HOURS = "mon-sun 09:00-10:00"
# What came of touches, over and over; and what of it ends what was planned.
OUTCOMES = ["no_answer", "voicemail", "replied", "no_answer", "gatekeeper", "not_interested"]
ENDING = ["replied", "not_interested"]
DOCTRINES = 5
RECIPE = """
name = "Daily"

[[ingredients]]
name = "Calls"
behaviours = ["calls"]
goals = 3

[[ingredients]]
name = "First calls"
behaviours = ["calls"]
goals = {starts}
starts = "Cold"

[[ingredients]]
name = "Notes"
by_hand = true
goals = 1
minutes = 1
"""


class Story:
    """What has happened so far."""

    def __init__(self) -> None:
        self.token = ""
        self.brought = ""
        self.started: list[str] = []
        # Every activity by its id, as it was sent.
        self.logged: dict[str, dict] = {}
        # How many touches were done.
        self.n_touches = 0
        # Whose cadence ended, and so must be on no list again.
        self.ended: set[str] = set()

    def check_lists(self, touches: list[dict]) -> None:
        """Nobody whose cadence ended is on a list."""
        listed = {touch["person"] for touch in touches if touch["enrollment"]}
        assert not listed & self.ended, "a touch is due again after what ended it"


def leads() -> bytes:
    """A list of leads as a CSV file."""
    rows = [f"Lead{i:02},Nummer,lead{i}@firma{i}.example,+49 30 23125{i:03},Firma {i}" for i in range(N_LEADS)]
    return "\n".join(["First name,Last name,Email,Phone,Company", *rows, ""]).encode()


def come_in(server: Server) -> str:
    """The first admin comes in by the link, makes a token, and signs out; the token."""
    stranger = Client.in_browser(server.base)
    assert stranger.refused("GET", "/today", 401) == "sign_in_first"
    told = {"secret": server.link(), "email": "ada@example.com", "password": PASSWORD}
    came = stranger.call("POST", "/account", 201, json=told)
    assert came.json()["role"] == "admin", came.text
    assert stranger.refused("POST", "/account", 404, json=told) == "not_open", "the link holds once"
    signed = {"email": told["email"], "password": "something else entirely"}
    assert stranger.refused("POST", "/session", 401, json=signed) == "wrong_password"
    signed["password"] = PASSWORD
    set_cookie = stranger.call("POST", "/session", 201, json=signed).headers["set-cookie"]
    assert "HttpOnly" in set_cookie and "Secure" in set_cookie, set_cookie
    cookie = next(it for it in set_cookie.replace(",", ";").split(";") if "__Host-touchstone=" in it)
    browser = Client.in_browser(server.base, cookie.strip())
    foreign = Client(server.base, Sec_Fetch_Site="cross-site", Cookie=cookie.strip())
    wanted = {"name": "main job", "scope": "admin"}
    assert foreign.refused("POST", "/tokens", 403, json=wanted) == "cross_site"
    token = browser.call("POST", "/tokens", 201, json=wanted).json()["text"]
    browser.call("DELETE", "/session", 204)
    assert browser.refused("GET", "/session", 401) == "sign_in_first"
    program = Client.with_token(server.base, token)
    assert program.get("/session")["role"] == "admin"
    assert program.refused("POST", "/tokens", 403, json=wanted) == "out_of_scope"
    return token


def upload(client: Client, file: bytes) -> dict:
    """Sends a file, and waits for its preview."""
    octets = {"Content-Type": "application/octet-stream"}
    how = {"params": {"name": "leads.csv"}, "data": file, "headers": octets}
    sent = client.call("POST", "/imports", 202, **how).json()
    told = client.events(f"/imports/{sent['id']}/progress")
    assert told[-1]["state"] == "ready", told
    return client.get(f"/imports/{sent['id']}")


def bring_in(client: Client) -> str:
    """Imports the leads: upload, preview, commit; the same file once more would add nobody."""
    preview = upload(client, leads())
    counts = preview["counts"]
    assert counts["rows"] == counts["stored"] == N_LEADS, preview
    assert client.get("/people")["people"] == [], "a preview has stored somebody"
    path = f"/imports/{preview['id']}"
    client.call("POST", f"{path}/commit", 202)
    told = client.events(f"{path}/progress")
    assert told[-1]["state"] == "done", told
    assert told[-1]["counts"]["stored"] == N_LEADS, told
    assert client.refused("POST", f"{path}/commit", 409) == "not_now"
    again = upload(client, leads())
    assert again["counts"]["same"] == N_LEADS and again["counts"]["stored"] == 0, again
    client.call("DELETE", f"/imports/{again['id']}", 204)
    assert client.refused("GET", f"/imports/{again['id']}", 404) == "unknown_import"
    return preview["id"]


def look_through(client: Client) -> None:
    """People by name, a page at a time: everybody once and in order; and under filters."""
    found, after = [], {}
    while after is not None:
        page = client.get("/people", sort="name", limit=7, standing="lead", **after)
        assert len(page["people"]) <= 7
        found += [person["name"] for person in page["people"]]
        after = {"after": page["next"]} if page["next"] else None
    assert found == sorted(found) and len(set(found)) == N_LEADS, found
    one = client.get("/people", q="lead07 firma")["people"]
    assert [person["name"] for person in one] == ["Lead07 Nummer"], one
    assert client.get("/people", standing="client")["people"] == []
    assert client.refused("GET", "/people", 422, params={"after": "nowhere"}) == "unknown_page"
    read = client.call("GET", f"/people/{one[0]['id']}", 200)
    path, tag = f"/people/{one[0]['id']}", {"If-Match": read.headers["etag"]}
    assert client.refused("PATCH", path, 428, json={"note": "Met."}) == "precondition_missing"
    client.call("PATCH", path, 200, json={"note": "Met."}, headers=tag)
    changed = client.refused("PATCH", path, 412, json={"note": "Not met."}, headers=tag)
    assert changed == "changed_meanwhile"


def start(client: Client) -> list[str]:
    """Asks who can be started, starts them, and nobody more; whom it started."""
    cadence = next(it for it in client.get("/cadences")["cadences"] if it["name"] == CADENCE)
    steps = client.get(f"/cadences/{cadence['id']}")
    assert cadence["touches"] > 2, steps
    question = {"cadence": CADENCE, "whom": {"count": N_LEADS}}
    answer = client.call("POST", "/can_start", 200, json=question).json()
    assert answer["answer"] == "some" and 0 < answer["fit"] < N_LEADS, answer
    assert answer["otherwise"]["minutes_needed"] > answer["otherwise"]["minutes_there"], answer
    assert client.get("/enrollments")["enrollments"] == [], "a question has started somebody"
    fit = {"cadence": CADENCE, "whom": {"count": answer["fit"]}}
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first = client.call("POST", "/enrollments", 201, json=fit, headers=key)
    again = client.call("POST", "/enrollments", 201, json=fit, headers=key)
    assert again.json() == first.json() and again.headers["idempotency-replayed"] == "true"
    started = [it["person"] for it in first.json()["starts"]]
    assert len(started) == answer["fit"], (answer, first.text)
    running = client.get("/enrollments", state="active", limit=500)["enrollments"]
    assert sorted(it["person"] for it in running) == sorted(started)
    return started


def refuse(client: Client) -> None:
    """One more is refused with ways out, each of which holds; or is started against the plan, with a why."""
    more = {"cadence": CADENCE, "whom": {"count": 1}}
    answer = client.call("POST", "/enrollments", 200, json=more).json()
    assert answer["answer"] == "no" and answer["starts"] == [] and answer["breaks"], answer
    for way in answer["repairs"]:
        wider = {"later": {"from": way.get("from")}, "spread": {"days": way.get("start_days")}}
        if way["kind"] in wider:
            asked = {**more, **wider[way["kind"]]}
            assert client.call("POST", "/can_start", 200, json=asked).json()["fit"] == way["fit"], way
    assert {"later", "spread"} <= {way["kind"] for way in answer["repairs"]}, answer
    for nothing in ("", "  "):
        client.refused("POST", "/enrollments", 422, json={**more, "override_why": nothing})
    why = "An old friend, who expects me."
    forced = client.call("POST", "/enrollments", 201, json={**more, "override_why": why}).json()
    assert len(forced["forced"]) == 1 and forced["starts"] == [], forced
    assert client.get("/finish_rate")["overrides"] == 1
    today = client.get("/today")
    assert not today["feasible"] and today["would_be_late"], "what would be late is not said"
    enrollment = forced["forced"][0]["enrollment"]
    assert client.get(f"/enrollments/{enrollment}")["override_why"] == why
    client.call("POST", f"/enrollments/{enrollment}/stop", 200, json={"why": "Called already."})
    assert client.get("/today")["feasible"]
    assert client.refused("POST", "/can_start", 404, json={**more, "cadence": "None"}) == "unknown_cadence"
    assert client.refused("POST", "/can_start", 422, json={"cadence": CADENCE}) == "unreadable_body"


def work(client: Client, story: Story, day: str) -> None:
    """Works the day's list to its end: each touch under an id of ours, sent twice, and once with another body."""
    today = client.get("/today")
    assert today["on"] == day and today["feasible"], today
    assert today["room"] == today["hours"] - today["promised"] >= 0, today
    assert today["touches"] and today["would_be_late"] == [], "nobody is to be contacted"
    n_on_time = 0
    # What is logged frees time or takes some, so the list is read again after each touch.
    while touches := client.get("/today")["touches"]:
        story.check_lists(touches)
        n_on_time += touch(client, story, touches[0], day)
        assert n_on_time < N_LEADS, "the list does not come to its end"
    closing = client.get("/today/closing")
    assert len(closing["on_time"]) == n_on_time and closing["late"] == [], closing
    assert closing["left"] == [] and closing["would_be_late"] == [], closing
    story.check_lists(closing["at_risk"] + closing["first"])
    weeks = client.get("/plan", weeks=6)
    assert weeks["feasible"] and weeks["late"] == [], weeks


def touch(client: Client, story: Story, due: dict, day: str) -> bool:
    """Logs one touch; whether that did what was planned, and not what happened instead."""
    body = {"person": due["person"], "outcome": OUTCOMES[len(story.logged) % len(OUTCOMES)]}
    if due["enrollment"] is None:
        # The answer to a reply.
        body = {"person": due["person"], "touch": due["touch"], "behaviour": "follow_up_emails"}
    path = f"/activities/{uuid.uuid4()}"
    logged = client.call("PUT", path, 201, json=body).json()
    assert logged["enrollment"] == due["enrollment"] and logged["on"] == day, logged
    assert client.call("PUT", path, 200, json=body).json()["is_new"] is False
    other = {**body, "note": "Another call."}
    assert client.refused("PUT", path, 409, json=other) == "differs"
    story.logged[logged["activity"]] = {**body, "channel": due["channel"]}
    if body.get("outcome") in ENDING:
        ended = client.get(f"/enrollments/{due['enrollment']}")
        assert ended["state"] not in ("active", "paused"), ended
        story.ended.add(due["person"])
    is_done = body.get("outcome") != "replied"
    story.n_touches += is_done
    return is_done


def keep_score(client: Client, day: str) -> None:
    """A recipe that the plan cannot keep is refused with ways out; one that it can is saved."""
    client.call("PUT", "/calendar/hours", 200, json={"hours": HOURS})
    refused = client.call("POST", "/recipe", 200, json={"toml": RECIPE.format(starts=20)}).json()
    assert refused["is_saved"] is False and refused["check"]["ways_out"], refused
    assert client.refused("GET", "/recipe", 404) == "no_recipe_yet"
    fewer = next(way for way in refused["check"]["ways_out"] if way["kind"] == "fewer")
    kept = client.call("POST", "/recipe", 200, json={"toml": RECIPE.format(starts=fewer["a_day"][0])}).json()
    assert kept["is_saved"] is True and kept["recipe"]["from"] == day, kept
    entry = {"ingredient": "Notes", "times": 2}
    client.call("POST", "/counts", 201, json=entry)


def tell_score(client: Client, story: Story, first: str, last: str) -> None:
    """The counts of recipe and doctrines, each opened to its rows, against what we logged ourselves."""
    calls = [it for it in story.logged.values() if it["channel"] == "call" and it.get("outcome") != "replied"]
    progress = client.get("/progress")
    assert [it["ingredient"] for it in progress["ingredients"]] == ["Calls", "First calls", "Notes"]
    rows = client.get("/progress/rows", ingredient="Calls", span="year")
    assert rows["times"] == len(rows["activities"]) >= len(calls), rows
    assert {row["activity"] for row in rows["activities"]} <= set(story.logged)
    noted = client.get("/progress/rows", ingredient="Notes", span="year")
    assert noted["times"] == 2 and len(noted["by_hand"]) == 1, noted
    doctrines = [it["name"] for it in client.get("/doctrines")["doctrines"]]
    assert len(doctrines) == DOCTRINES, doctrines
    for doctrine in doctrines:
        asked = {"doctrine": doctrine, "from": first, "to": last}
        reading = client.get("/reading", **asked)
        parts = [reading[part]["activities"] for part in ("counted", "pending", "not_counted")]
        assert sum(parts) == len(story.logged), (doctrine, parts)
        opened = client.get("/reading/rows", **asked)["activities"]
        assert {row["activity"] for row in opened} == set(story.logged), doctrine
    force = {"name": doctrines[0], "why": "The team agreed."}
    assert client.call("PUT", "/doctrines/in-force", 200, json=force).json()["name"] == doctrines[0]
    even = client.get("/consistency", behaviours="calls", **{"from": first, "to": last})
    assert even, even
    finished = client.get("/finish_rate")
    assert finished["touches"] == finished["on_time"] == story.n_touches, finished
    assert finished["finished"] >= len(story.ended), finished


def take_out(client: Client, story: Story) -> None:
    """Exports, and reads the export back: everybody is the same."""
    table = client.call("GET", "/export/people", 200)
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert len(rows) == N_LEADS, len(rows)
    back = upload(client, table.content)
    assert back["counts"]["same"] == N_LEADS, back
    client.call("DELETE", f"/imports/{back['id']}", 204)
    done = csv.DictReader(io.StringIO(client.call("GET", "/export/activities", 200).text))
    assert len(list(done)) == len(story.logged)


def take_back(client: Client, story: Story) -> int:
    """Takes the import back: who was worked on stays, everybody else is gone; how many stayed."""
    path = f"/imports/{story.brought}"
    client.call("POST", f"{path}/undo", 202)
    told = client.events(f"{path}/progress")
    assert told[-1]["state"] == "undone", told
    undone = client.get(path)["undone"]
    stayed = {person["id"] for person in client.get("/people", limit=500)["people"]}
    worked_on = {it["person"] for it in story.logged.values()}
    assert worked_on <= stayed == set(undone["kept"]), undone
    assert undone["removed"] == N_LEADS - len(stayed) > 0, undone
    assert client.refused("POST", f"{path}/undo", 409) in ("not_now", "undone_already")
    return len(stayed)


def prove(client: Client, server: Server) -> int:
    """The record is sealed within seconds, and every line is as it was written; how many lines."""
    until = time.monotonic() + 30
    record = client.get("/audit/verification")
    while record["n_unsealed"]:
        assert time.monotonic() < until, "the record is not sealed"
        time.sleep(0.2)
        record = client.get("/audit/verification")
    assert record["wrong"] is None, record
    assert record["head"] in server.command("audit", "verify"), record
    lines = client.get("/audit", limit=500)["lines"]
    told = {line["action"] for line in lines}
    assert {"let_in", "imported", "started", "started against the plan", "logged", "took back"} <= told, told
    return record["sealed"]


def main(program: str, where: list[str]) -> None:
    """The whole job."""
    story = Story()
    begin = datetime.datetime.now(datetime.timezone.utc).date()
    days = [(begin + datetime.timedelta(days=n)).isoformat() for n in range(5)]
    for day in days:
        with Server(program, where, f"{day}T08:30:00Z") as server:
            if day == days[0]:
                story.token = come_in(server)
            client = Client.with_token(server.base, story.token)
            if day == days[0]:
                story.brought = bring_in(client)
                look_through(client)
                keep_score(client, day)
                story.started = start(client)
                refuse(client)
            work(client, story, day)
            if day == days[-1]:
                tell_score(client, story, days[0], day)
                take_out(client, story)
                n_stayed = take_back(client, story)
                n_lines = prove(client, server)
    print(
        f"{N_LEADS} imported, {len(story.started)} started, {len(story.logged)} touches logged on {len(days)} days,"
        f" {len(story.ended)} ended by what they said; undone, {n_stayed} stayed; {n_lines} lines of the record hold"
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
