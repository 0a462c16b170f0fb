"""A workspace with somebody of every role, and whatever a request can be about, made when it is asked for."""

import datetime
import itertools
import uuid

from server import Client, Server

ROLES = ("rep", "coach", "admin")
SCOPES = ("read", "write", "admin")
PASSWORD = "drei krumme Laternen"
RECIPE = """
name = "Daily"

[[ingredients]]
name = "Calls"
behaviours = ["calls"]
goals = 1

[[ingredients]]
name = "Notes"
by_hand = true
goals = 1
minutes = 1
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
BEGIN:VEVENT
UID:{n}@example.com
DTSTAMP:20260101T000000Z
DTSTART:{day}T120000Z
DTEND:{day}T123000Z
SUMMARY:Dentist
END:VEVENT
END:VCALENDAR
"""


class Workspace:
    """Who is there, how they ask, and what they need to ask about."""

    def __init__(self, server: Server) -> None:
        self.base = server.base
        self._numbers = itertools.count(1)
        self.members: dict[str, str] = {}
        self.browsers: dict[str, Client] = {}
        self.tokens: dict[tuple[str, str], str] = {}
        # How each role asks for what it needs here, with all that it may do.
        self.clients: dict[str, Client] = {}
        self.secrets: dict[str, str] = {}
        self._let_in("admin", server.link())
        for role in ("rep", "coach", "spare"):
            self._let_in(role, self.secret(role))
        members = {"name": "Team", "coaches": [self.members["coach"]], "members": [self.members["rep"]]}
        self.team = str(uuid.uuid4())
        self.clients["admin"].call("PUT", f"/teams/{self.team}", 201, json=members)
        listed = self.clients["admin"].get("/cadences")["cadences"]
        self.cadences = [cadence["id"] for cadence in listed]
        self.doctrines = [it["name"] for it in self.clients["admin"].get("/doctrines")["doctrines"]]
        self.import_done = self.imported("admin")
        for role in ROLES:
            client = self.clients[role]
            client.call("PUT", "/calendar/hours", 200, json={"hours": "mon-sun 08:00-18:00"})
            client.call("POST", "/recipe", 200, json={"toml": RECIPE, "override_why": "It is to be there."})
            self.activity(role)

    def number(self) -> int:
        """A number that was not told before."""
        return next(self._numbers)

    def day(self, ahead: int | None = None) -> str:
        """A day ahead; another one each time when none is told."""
        ahead = 1 + self.number() % 300 if ahead is None else ahead
        day = datetime.date.today() + datetime.timedelta(days=ahead)
        return day.isoformat()

    def instant(self) -> str:
        """A time ahead."""
        return f"{self.day()}T10:00:00Z"

    def address(self, role: str) -> str:
        """With which a role signs in."""
        return f"{role}@example.com"

    def secret(self, role: str = "rep") -> str:
        """What lets somebody in."""
        role = role if role in ROLES else "rep"
        return self.clients["admin"].call("POST", "/invitations", 201, json={"role": role}).json()["secret"]

    def _let_in(self, name: str, secret: str) -> None:
        told = {"secret": secret, "email": self.address(name), "password": PASSWORD, "name": name, "zone": "Etc/UTC"}
        came = Client.in_browser(self.base).call("POST", "/account", 201, json=told)
        self.members[name] = came.json()["member"]
        self.secrets[name] = PASSWORD
        self.browsers[name] = Client.in_browser(self.base, cookie(came.headers["set-cookie"]))
        for scope in SCOPES:
            made = self.browsers[name].call("POST", "/tokens", 201, json={"name": scope, "scope": scope})
            self.tokens[name, scope] = made.json()["text"]
        self.clients[name] = Client.with_token(self.base, self.tokens[name, "admin"])

    def signed_in(self, name: str) -> str:
        """The cookie of a new session."""
        told = {"email": self.address(name), "password": self.secrets[name]}
        came = Client.in_browser(self.base).call("POST", "/session", 201, json=told)
        return cookie(came.headers["set-cookie"])

    def person(self, who: str) -> str:
        """Somebody new, of theirs."""
        n, made = self.number(), str(uuid.uuid4())
        told = {
            "name": f"Person Number{n}",
            "company": f"Firm {n}",
            "emails": [{"address": f"person{n}@firm{n}.example"}],
            "phones": [{"number": f"+49 30 2{n:06}"}],
        }
        self.clients[who].call("PUT", f"/people/{made}", 201, json=told)
        return made

    def company(self, who: str) -> str:
        """Where somebody new works."""
        return self.clients[who].get(f"/people/{self.person(who)}")["company_id"]

    def activity(self, who: str) -> str:
        """Something that was done."""
        made = str(uuid.uuid4())
        body = {"person": self.person(who), "behaviour": "calls", "channel": "call"}
        self.clients[who].call("PUT", f"/activities/{made}", 201, json=body)
        return made

    def enrollment(self, who: str) -> str:
        """Somebody new who is started."""
        return self.start(who, self.person(who))

    def start(self, who: str, person: str) -> str:
        """Starts somebody, whatever the plan says."""
        body = {"cadence": "Referral", "whom": {"people": [person]}, "override_why": "It is to run."}
        started = self.clients[who].call("POST", "/enrollments", 201, json=body).json()
        return (started["starts"] + started["forced"])[0]["enrollment"]

    def paused(self, who: str) -> str:
        """Somebody new whose cadence is paused."""
        made = self.enrollment(who)
        self.clients[who].call("POST", f"/enrollments/{made}/pause", 200)
        return made

    def ready(self, who: str) -> str:
        """An import whose preview is there."""
        n = self.number()
        rows = f"First name,Last name,Email\nAnna,Number{n},anna{n}@example.com\n,,nobody\n"
        made = self.clients[who].call("POST", "/imports/pasted", 202, json={"rows": rows}).json()["id"]
        self.clients[who].events(f"/imports/{made}/progress")
        return made

    def imported(self, who: str) -> str:
        """An import that is done."""
        made = self.ready(who)
        self.clients[who].call("POST", f"/imports/{made}/commit", 202)
        self.clients[who].events(f"/imports/{made}/progress")
        return made

    def merge(self, who: str) -> str:
        """Two who were made one."""
        body = {"kept": self.person(who), "gone": self.person(who)}
        return self.clients[who].call("POST", "/duplicates/merges", 201, json=body).json()["merge"]

    def added(self, who: str, path: str, body: dict, field: str = "id") -> str:
        """What a POST makes."""
        return self.clients[who].call("POST", path, 201, json=body).json()[field]

    def put(self, who: str, path: str, body: dict) -> str:
        """What a PUT makes under an id of ours."""
        made = str(uuid.uuid4())
        self.clients[who].call("PUT", f"{path}/{made}", 201, json=body)
        return made

    def tag(self, who: str, path: str) -> str:
        """The version of what is at a path."""
        return self.clients[who].call("GET", path, 200).headers["etag"]


def cookie(told: str) -> str:
    """The cookie of a session, as a browser sends it back, from the `Set-Cookie` of an answer."""
    pairs = (pair.strip() for pair in told.replace(",", ";").split(";"))
    return next(pair for pair in pairs if pair.startswith("__Host-touchstone="))
