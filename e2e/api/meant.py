"""What somebody means who asks: for each operation a request that can be done, made of what is really there.

Of each generated request a part is taken from here, so that requests reach what lies behind their reading: the rules.
"""

import uuid
from collections.abc import Callable
from typing import Any

from server import Refusal
from workspace import CALENDAR, PASSWORD, RECIPE, Workspace

# Path parameters, query, headers and body of a request; what is left out is as it was generated.
Meant = dict[str, Any]


def of(label: str, workspace: Workspace, who: str) -> Meant:
    """The request that a role means with an operation; nothing where what it needs cannot be made any more."""
    try:
        return REQUESTS[label](workspace, who) if label in REQUESTS else {}
    except Refusal:
        # Earlier requests may have left no hours on a day, or no room for one thing more.
        return {}


def named(part: dict, workspace: Workspace, who: str) -> dict:
    """A generated part of a request, with names and ids in it that are really there."""
    found = {name: NAMES[name](workspace, who) for name, told_of in part.items() if name in NAMES and told_of is not None}
    return {**part, **found}


def new_id(_: Workspace, __: str) -> str:
    """An id of one's own."""
    return str(uuid.uuid4())


def at(maker: Callable[[Workspace, str], str], name: str = "id", **rest: Any) -> Callable:
    """What has its path parameter from `maker`; further parts may be functions too."""

    def request(workspace: Workspace, who: str) -> Meant:
        return {"path": {name: maker(workspace, who)}, **told(rest, workspace, who)}

    return request


def ask(**rest: Any) -> Callable:
    """What has no path parameter."""
    return lambda workspace, who: told(rest, workspace, who)


def told(parts: dict, workspace: Workspace, who: str) -> dict:
    """The parts, with those that are functions called."""
    return {name: part(workspace, who) if callable(part) else part for name, part in parts.items()}


def edit(maker: Callable[[Workspace, str], str], path: str, body: Any, **rest: Any) -> Callable:
    """A change of what is at a path, whose version was seen."""

    def request(workspace: Workspace, who: str) -> Meant:
        made = maker(workspace, who)
        tag = workspace.tag(who, path.format(id=made))
        parts = {"body": body, **rest}
        return {"path": {"id": made}, "headers": {"If-Match": tag}, **told(parts, workspace, who)}

    return request


def day(workspace: Workspace, _: str) -> str:
    """A day ahead."""
    return workspace.day()


def with_hours(workspace: Workspace, who: str) -> str:
    """A day with hours of its own."""
    on = workspace.day()
    workspace.clients[who].call("PUT", f"/calendar/days/{on}/hours", 200, json={"hours": "09:00-12:00"})
    return on


def own_holiday(workspace: Workspace, who: str) -> str:
    """A day that is a holiday of one's own."""
    on = workspace.day()
    workspace.clients[who].call("PUT", f"/calendar/days/{on}/holiday", 204, json={"name": "Harvest"})
    return on


def lost(workspace: Workspace, who: str) -> str:
    """A day that is lost."""
    on = workspace.day()
    workspace.clients[who].call("PUT", f"/calendar/days/{on}/lost", 204, json={})
    return on


def busy(workspace: Workspace, who: str) -> str:
    """Time that is taken."""
    on = workspace.day()
    body = {"from": f"{on}T10:00:00Z", "to": f"{on}T11:00:00Z", "title": "Dentist"}
    return workspace.added(who, "/calendar/busy", body)


def leave(workspace: Workspace, who: str) -> str:
    """A day off, long ahead, so that there is time to work before."""
    return workspace.added(who, "/calendar/leave", {"from": workspace.day(400)})


def cover_body(workspace: Workspace, who: str) -> dict:
    """Somebody covers."""
    colleague = "coach" if who != "coach" else "rep"
    on = workspace.day(400 + workspace.number())
    return {"colleague": workspace.members[colleague], "from": on, "to": on}


def cover(workspace: Workspace, who: str) -> str:
    """A cover."""
    return workspace.put(who, "/covers", cover_body(workspace, who))


def question(workspace: Workspace, _: str) -> str:
    """A question of the rep, for whom the coach and the admin are there."""
    return workspace.put("rep", "/help", {"question": "How do I ask for a meeting?"})


def invitation(workspace: Workspace, _: str) -> str:
    """An invitation that nobody has used."""
    made = workspace.clients["admin"].call("POST", "/invitations", 201, json={"role": "rep"}).json()
    return made["id"]


def meeting(workspace: Workspace, who: str) -> str:
    """A meeting ahead."""
    body = {"person": workspace.person(who), "starts": workspace.instant()}
    return workspace.added(who, "/meetings", body)


def awaited(workspace: Workspace, who: str) -> str:
    """Somebody because of whom a colleague waits."""
    first, second = workspace.person(who), workspace.person(who)
    firm = {"company": f"Shared Firm {workspace.number()}"}
    for person in (first, second):
        workspace.clients[who].call("PATCH", f"/people/{person}", 200, json=firm, headers={"If-Match": "*"})
        workspace.start(who, person)
    body = {"person": first, "outcome": "meeting_set", "agreed": workspace.instant()}
    workspace.put(who, "/activities", body)
    return first


def tagging(workspace: Workspace, who: str) -> dict:
    """A tag for somebody, told as a change of many."""
    return {"people": [workspace.person(who)], "change": {"add_tag": f"met {workspace.number()}"}}


def change_of_many(workspace: Workspace, who: str) -> str:
    """A change of many that can be taken back."""
    return workspace.added(who, "/people/bulk", tagging(workspace, who))


def reason(workspace: Workspace, who: str) -> str:
    """A reason to call somebody."""
    body = {"text": "They hire.", "kind": "news"}
    return workspace.added(who, f"/people/{workspace.person(who)}/reasons", body)


def referral(workspace: Workspace, who: str) -> str:
    """A name that was given."""
    body = {"name": f"Given Number{workspace.number()}"}
    workspace.clients[who].call("POST", "/referrals", 201, json=body)
    return workspace.clients[who].get("/referrals")["referrals"][0]["id"]


def team_body(workspace: Workspace, _: str) -> dict:
    """A team."""
    return {"name": f"Team {workspace.number()}", "members": [workspace.members["spare"]]}


def team(workspace: Workspace, _: str) -> str:
    """A team of its own."""
    return workspace.put("admin", "/teams", team_body(workspace, "admin"))


def token(workspace: Workspace, who: str) -> str:
    """A token for nothing."""
    told_of = {"name": "for nothing", "scope": "read"}
    return workspace.browsers[who].call("POST", "/tokens", 201, json=told_of).json()["id"]


def session(workspace: Workspace, who: str) -> str:
    """A session in another browser."""
    before = {it["id"] for it in workspace.browsers[who].get("/sessions")["sessions"]}
    workspace.signed_in(who)
    after = {it["id"] for it in workspace.browsers[who].get("/sessions")["sessions"]}
    return (after - before).pop()


def view(workspace: Workspace, who: str) -> str:
    """A view, which goes with the next one: nobody may keep more than some."""
    for kept in workspace.clients[who].get("/views")["views"]:
        workspace.clients[who].call("DELETE", f"/views/{kept['id']}", 204)
    return workspace.put(who, "/views", {"name": f"View {workspace.number()}"})


def feed(workspace: Workspace, who: str) -> str:
    """A feed, in place of those before: nobody may have more than some."""
    for made in workspace.clients[who].get("/calendar/feeds")["feeds"]:
        workspace.clients[who].call("DELETE", f"/calendar/feeds/{made['id']}", 204)
    return workspace.clients[who].call("POST", "/calendar/feeds", 201).json()["id"]


def acquaintance(workspace: Workspace, who: str) -> str:
    """Somebody who is nothing to them yet."""
    return workspace.put(who, "/people", {"name": f"Known Number{workspace.number()}", "standing": "other"})


def sorted_one(workspace: Workspace, who: str) -> str:
    """Somebody of whom they said something."""
    made = acquaintance(workspace, who)
    workspace.clients[who].call("PUT", f"/sort/{made}", 200, json={"verdict": "keep"})
    return made


def job(workspace: Workspace, who: str) -> str:
    """Work that waits."""
    jobs = workspace.clients["admin"].get("/jobs")["jobs"]
    return next((it["id"] for it in jobs if it["state"] == "queued"), new_id(workspace, who))


def doctrine(workspace: Workspace, _: str) -> str:
    """The name of a doctrine."""
    return workspace.doctrines[workspace.number() % len(workspace.doctrines)]


def own_cadence(workspace: Workspace, who: str) -> str:
    """A cadence that is one's own: nobody else is started on it."""
    steps = [{"channel": "call", "minutes": 5, "gap": 0, "window": 2, "asks": "meeting"}]
    return workspace.added(who, "/cadences", {"cadence": {"name": f"Own {workspace.number() % 5}", "steps": steps}})


def cadence(workspace: Workspace, _: str) -> str:
    """One of the cadences that were there from the beginning."""
    return workspace.cadences[workspace.number() % len(workspace.cadences)]


def doctrine_text(workspace: Workspace, who: str) -> str:
    """A doctrine of one's own."""
    text = workspace.clients[who].get("/doctrines/Cookbook")["toml"]
    return text.replace('"Cookbook"', f'"Cookbook {workspace.number()}"')


def days(workspace: Workspace, _: str) -> dict:
    """The days until today."""
    return {"from": workspace.day(-30), "to": workspace.day(0)}


def spare(workspace: Workspace, _: str) -> str:
    """The member whose account is nobody's who asks here."""
    return workspace.members["spare"]


def some_view(workspace: Workspace, _: str) -> dict:
    """A view with a name of its own."""
    return {"name": f"View {workspace.number()}", "query": {"sort": "name"}}


PERSON = Workspace.person
NAMES: dict[str, Callable[[Workspace, str], str]] = {
    "absent": lambda w, who: w.members[who],
    "cadence": lambda *_: "Cold",
    "colleague": lambda w, _: w.members["spare"],
    "company": Workspace.company,
    "country": lambda *_: "DE-BY",
    "doctrine": doctrine,
    "given_by": PERSON,
    "gone": PERSON,
    "import": lambda w, _: w.import_done,
    "ingredient": lambda *_: "Notes",
    "kept": PERSON,
    "member": lambda w, who: w.members[who],
    "outcome": lambda *_: "no_answer",
    "person": PERSON,
    "zone": lambda *_: "Europe/Berlin",
}
ENROLLED = at(Workspace.enrollment)
DOWN = {"why": "They asked for it."}
START = {"cadence": "Cold", "whom": {"count": 1}}
OCTETS = b"First name,Last name,Email\nBerta,Number,berta@example.com\n"

REQUESTS: dict[str, Callable[[Workspace, str], Meant]] = {
    "GET /activities/{id}": at(Workspace.activity),
    "PUT /activities/{id}": at(new_id, body=lambda w, who: {"person": w.person(who), "outcome": "no_answer"}),
    "POST /activities/{id}/undo": at(Workspace.activity),
    "POST /account": ask(body=lambda w, _: {
        "secret": w.secret(), "email": f"new{w.number()}@example.com", "password": PASSWORD,
        "name": f"New {w.number()}", "zone": "Europe/Berlin"}),
    "PUT /account/password": ask(body=lambda w, who: {"old": w.secrets[who], "new": f"{PASSWORD} {w.number()}"}),
    "POST /cadences": ask(body=lambda w, _: {"cadence": {
        "name": f"Own {w.number() % 5}", "steps": [{"channel": "call", "minutes": 5, "gap": 0, "window": 2}]}}),
    "GET /cadences/{id}": at(cadence),
    "GET /cadences/{id}/versions": at(cadence),
    "GET /cadences/{id}/preview": at(cadence, query=lambda w, who: {"person": w.person(who)}),
    "POST /cadences/{id}/retire": at(own_cadence),
    "POST /cadences/{id}/restore": at(own_cadence),
    "POST /calendar/busy": ask(body={"from": "2027-03-01T10:00:00Z", "to": "2027-03-01T11:00:00Z"}),
    "DELETE /calendar/busy/{id}": at(busy),
    "PUT /calendar/days/{day}/hours": at(day, "day", body={"hours": "09:00-12:00 14:00-15:00"}),
    "DELETE /calendar/days/{day}/hours": at(with_hours, "day"),
    "PUT /calendar/days/{day}/holiday": at(day, "day", body={"name": "Harvest"}),
    "DELETE /calendar/days/{day}/holiday": at(own_holiday, "day"),
    "PUT /calendar/days/{day}/lost": at(day, "day", body={"minutes": 30}),
    "DELETE /calendar/days/{day}/lost": at(lost, "day"),
    "POST /calendar/file/preview": ask(query={"name": "Mine"}, body=lambda w, _: CALENDAR.format(
        n=w.number(), day=w.day().replace("-", ""))),
    "PUT /calendar/file": ask(query={"name": "Mine"}, body=lambda w, _: CALENDAR.format(
        n=w.number(), day=w.day().replace("-", ""))),
    "DELETE /calendar/feeds/{id}": at(feed),
    "PUT /calendar/hours": ask(body={"hours": "mon-sun 09:00-17:00"}),
    "POST /calendar/leave": ask(body=lambda w, _: {"from": w.day(400 + w.number())}),
    "DELETE /calendar/leave/{id}": at(leave),
    "POST /can_start": ask(body=START),
    "GET /companies/{id}": at(Workspace.company),
    "PUT /companies/{id}/block": at(Workspace.company, body={"why": "A rival of ours"}),
    "DELETE /companies/{id}/block": at(Workspace.company),
    "PATCH /companies/{id}": edit(Workspace.company, "/companies/{id}", {"industry": "Bread"}),
    "GET /consistency": ask(query=lambda w, who: {"behaviours": "calls", **days(w, who)}),
    "GET /consistency/rows": ask(query=lambda w, who: {"ingredient": "Calls", **days(w, who)}),
    "POST /counts": ask(body={"ingredient": "Notes", "times": 2}),
    "PUT /covers/{id}": at(new_id, body=cover_body),
    "DELETE /covers/{id}": at(cover),
    "PUT /doctrines/in-force": ask(body=lambda w, who: {"name": doctrine(w, who), "why": "We agreed."}),
    "POST /doctrines/preview": ask(body=lambda w, who: {"name": doctrine(w, who), **days(w, who)}),
    "POST /doctrines/versions": ask(body=lambda w, who: {"toml": doctrine_text(w, who)}),
    "GET /doctrines/{name}": at(doctrine, "name"),
    "POST /duplicates/merges": ask(body=lambda w, who: {"kept": w.person(who), "gone": w.person(who)}),
    "POST /duplicates/merges/{id}/undo": at(Workspace.merge),
    "POST /enrollments": ask(body=lambda w, who: {
        "cadence": "Referral", "whom": {"people": [w.person(who)]}, "override_why": "It is to run."}),
    "GET /enrollments/{id}": ENROLLED,
    "POST /enrollments/{id}/later": at(Workspace.enrollment, body=lambda w, _: {"to": w.day(7), **DOWN}),
    "POST /enrollments/{id}/pause": ENROLLED,
    "POST /enrollments/{id}/resume": at(Workspace.paused),
    "POST /enrollments/{id}/skip": at(Workspace.enrollment, body=DOWN),
    "POST /enrollments/{id}/stop": at(Workspace.enrollment, body=DOWN),
    "PUT /help/{id}": at(new_id, body={"question": "How do I begin?"}),
    "POST /help/{id}/answer": at(question, body={"answer": "Begin with a question."}),
    "POST /imports": ask(query={"name": "leads.csv"}, body=OCTETS),
    "POST /imports/pasted": ask(body={"rows": OCTETS.decode()}),
    "GET /imports/{id}": at(Workspace.imported),
    "DELETE /imports/{id}": at(Workspace.ready),
    "POST /imports/{id}/commit": at(Workspace.ready),
    "PUT /imports/{id}/corrections": at(
        Workspace.ready, body={"corrections": [{"row": 1, "column": "Email", "value": "mended@example.com"}]}
    ),
    "PUT /imports/{id}/decisions": at(Workspace.ready, body={"decisions": [], "others": "merge"}),
    "PUT /imports/{id}/mapping": at(Workspace.ready, body={"mapping": [{"column": "Email", "field": "ignore"}]}),
    "GET /imports/{id}/progress": at(Workspace.ready),
    "GET /imports/{id}/rejected": at(Workspace.ready),
    "POST /imports/{id}/undo": at(Workspace.imported),
    "POST /invitations": ask(body={"role": "rep"}),
    "DELETE /invitations/{id}": at(invitation),
    "DELETE /jobs/{id}": at(job),
    "POST /jobs/{id}/release": at(job),
    "POST /meetings": ask(body=lambda w, who: {"person": w.person(who), "starts": w.instant()}),
    "GET /meetings/{id}": at(meeting),
    "PATCH /meetings/{id}": at(meeting, body={"state": "cancelled"}),
    "GET /members/{id}": at(spare),
    "PATCH /members/{id}": edit(spare, "/members/{id}", lambda w, _: {"name": f"spare {w.number()}"}),
    "PUT /outcomes/{name}": at(lambda w, _: f"own_{w.number() % 20}", "name", body={"same_as": "no_answer"}),
    "POST /people/bulk": ask(body=tagging),
    "POST /people/bulk/{id}/undo": at(change_of_many),
    "GET /people/{id}": at(PERSON),
    "PUT /people/{id}": at(new_id, body=lambda w, _: {"name": f"Somebody Number{w.number()}"}),
    "PATCH /people/{id}": edit(PERSON, "/people/{id}", {"note": "Met."}),
    "POST /people/{id}/go_on": at(awaited),
    "GET /people/{id}/reasons": at(PERSON),
    "POST /people/{id}/reasons": at(PERSON, body={"text": "They hire.", "kind": "news"}),
    "GET /people/{id}/suppressions": at(PERSON),
    "POST /people/{id}/suppressions": at(PERSON, body={"channels": ["call"], "why": "They said so."}),
    "GET /people/{id}/timeline": at(PERSON),
    "PUT /place": ask(body={"zone": "Europe/Berlin", "country": "DE-BY"}),
    "GET /progress/rows": ask(query={"ingredient": "Calls", "span": "year"}),
    "GET /reading": ask(query=days),
    "GET /reading/rows": ask(query=days),
    "GET /reasons/{id}": at(reason),
    "PATCH /reasons/{id}": edit(reason, "/reasons/{id}", {"text": "They hire two."}),
    "POST /recipe": ask(body={"toml": RECIPE, "override_why": "It is to be there."}),
    "POST /recipe/check": ask(body={"toml": RECIPE}),
    "POST /referrals": ask(body=lambda w, who: {
        "name": f"Given Number{w.number()}", "given_by": w.person(who)}),
    "PATCH /referrals/{id}": at(referral, body={"state": "followed_up"}),
    "POST /session": ask(body=lambda w, who: {"email": w.address(who), "password": w.secrets[who]}),
    "DELETE /sessions/{id}": at(session),
    "DELETE /sort/{id}": at(sorted_one),
    "PUT /sort/{id}": at(acquaintance, body={"verdict": "introduce"}),
    "PATCH /settings": edit(lambda w, _: "", "/settings", {"settings": [{"key": "offer", "value": "Bread"}]}),
    "GET /teams/{id}": at(team),
    "PUT /teams/{id}": at(new_id, body=team_body),
    "PATCH /teams/{id}": edit(team, "/teams/{id}", team_body),
    "DELETE /teams/{id}": at(team),
    "POST /tokens": ask(body={"name": "another", "scope": "read"}),
    "DELETE /tokens/{id}": at(token),
    "PUT /views/{id}": at(new_id, body=some_view),
    "DELETE /views/{id}": at(view),
    "PATCH /workspace": edit(lambda w, _: "", "/workspace", lambda w, _: {"name": f"Workspace {w.number()}"}),
}
