"""The people of `benchmarks/office.py`: what documenters, analysts and a publisher ask of the office at work."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections import defaultdict
from urllib.parse import quote, urlencode

from store import UNIT
from tereze.model.mentions import Mention
from tereze.store.register import Register

THINK = (2.0, 6.0)
INTERVIEW = 5
SYLLABLES = 3  # of a name that nobody here has
Work = tuple[tuple[str, int], ...]
ANALYST: Work = (
    ("as you type", 30), ("search", 20), ("person", 25), ("source", 10), ("queue", 6), ("pair", 6), ("home", 3),
    ("list of positions", 2), ("list of incidents", 2),
    ("window: what is said", 2), ("window: what bears on it", 2),
)  # fmt: skip
DOCUMENTER: Work = (
    ("receive: form", 8), ("receive: autosave", 30), ("receive: known?", 8), ("receive: take in", 4),
    ("code: people", 8), ("code: custody", 6), ("code: autosave", 24), ("code: known?", 4), ("code: go on", 6),
    ("home", 2),
)  # fmt: skip
PUBLISHER: Work = (("publish", 4), ("publish: people", 4), ("person", 6), ("search", 3), ("home", 1))
PAGES = tuple(dict.fromkeys(name for work in (ANALYST, DOCUMENTER, PUBLISHER) for name, _ in work))
QUICK = frozenset({"as you type", "receive: known?", "code: known?"})
ROLES = (*(["documenter"] * 10), *(["analyst"] * 9), "publisher")
"""Who the twenty are, by role."""
WORKS = {"documenter": DOCUMENTER, "analyst": ANALYST, "publisher": PUBLISHER}
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_KEY, _SEEN = re.compile(r'name="key" value="([^"]+)"'), re.compile(r'name="seen" value="(\d+)"')


class Person(threading.Thread):
    """Somebody at work: asks, reads, asks again, until the time is over."""

    def __init__(self, at: int, port: int, token: str, until: float, things: Things) -> None:
        super().__init__(daemon=True)
        self.dice, self.port, self.until, self.things = random.Random(at), port, until, things
        self.work = WORKS[ROLES[at]]
        self.cookies: dict[str, str] = {}
        self.took: dict[str, list[float]] = defaultdict(list)
        self.failed: list[str] = []
        self.slowed = 0
        self.there = self.form = ""
        self.sheet: dict[str, str] = {}
        self.coding: dict[str, str] = {}
        self.coded = ""
        self._sign_in(token)

    def run(self) -> None:
        """Work until the end."""
        time.sleep(self.dice.uniform(0, THINK[1]))
        names, weights = zip(*self.work, strict=True)
        while time.perf_counter() < self.until:
            what = self._possible(self.dice.choices(names, weights)[0])
            method, address, body = self._asked(what)
            began = time.perf_counter()
            try:
                status, text = self._open(method, address, body)
            except OSError as error:
                status, text = 0, ""
                self.failed.append(f"{what}: {type(error).__name__}")
            self.took[what].append(time.perf_counter() - began)
            if status not in {0, 200}:
                self.failed.append(f"{what}: {status}")
            elif status == 200:
                self._learn(what, text)
            time.sleep(self.dice.uniform(*THINK))

    def _possible(self, what: str) -> str:
        """What was chosen, or what must come first: a form before it is saved, an interview before it is coded."""
        if what.startswith("receive") and not self.sheet:
            return "receive: form"
        if what.startswith("code"):
            if not self.coded:
                return "receive: take in" if self.sheet else "receive: form"
            if not self.coding:
                return "code: people"
        return what

    def _asked(self, what: str) -> tuple[str, str, str | None]:
        """Method, address and body of what is asked."""
        if what == "receive: form":
            return "GET", "/receive/", None
        if what.startswith("receive"):
            return self._receiving(what)
        if what in {"code: people", "code: custody"}:
            return "GET", f"/code/{self.coded}/{what.removeprefix('code: ')}/", None
        if what.startswith("code"):
            return self._coding(what)
        return "GET", self.things.address(what, self.dice), None

    def _receiving(self, what: str) -> tuple[str, str, str]:
        if what == "receive: autosave":
            self.sheet["name_1"] += self.dice.choice("abcdefgh")
            return "POST", "/receive/keep/", self._posted(self.sheet)
        if what == "receive: known?":
            self.sheet["name_1"] = self._somebody()
            return "POST", "/receive/known/", self._posted(self.sheet | {"who": "1"})
        return "POST", "/receive/", self._posted(self.sheet | {"act": "take"})

    def _coding(self, what: str) -> tuple[str, str, str]:
        if what == "code: known?":
            self.coding["people.9.name_1"] = self._somebody()
            return "POST", f"/code/{self.coded}/known/", self._posted(self.coding | {"who": "9"})
        self.coding["people.9.occupation"] = f"an invented trade {self.dice.randint(0, 999)}"
        if what == "code: autosave":
            return "POST", f"/code/{self.coded}/keep/people/", self._posted(self.coding)
        return "POST", f"/code/{self.coded}/people/", self._posted(self.coding | {"act": "next"})

    def _somebody(self) -> str:
        """A name of somebody who is there, or of nobody."""
        if self.dice.random() < 0.5:
            return self.things.name(self.dice)
        return " ".join("".join(self.dice.choices("bdgklmnrsz", k=SYLLABLES)).title() + "a" for _ in range(2))

    def _posted(self, fields: dict[str, str]) -> str:
        return urlencode({"csrfmiddlewaretoken": self.form} | fields)

    def _learn(self, what: str, text: str) -> None:
        """What the next form must bring: its key, its version, the token."""
        if token := _TOKEN.search(text):
            self.form = token[1]
        seen = re.search(r'"seen": (\d+)', text) or _SEEN.search(text)
        version = seen[1] if seen else "0"
        if what == "receive: form" and (key := _KEY.search(text)):
            self.sheet = {
                "key": key[1], "seen": version, "teller": self._somebody(), "language": "kk", "agreed": "yes",
                "purposes": "register", "identity": "full", "place_level": "none", "name_1": self._somebody(),
                "lang_1": "kk", "relation_1": "sister", "born_1": str(self.dice.randint(1940, 2000)),
            }  # fmt: skip
        elif what == "receive: autosave":
            self.sheet["seen"] = version
        elif what == "receive: take in":
            self.coded, self.sheet, self.coding = self.sheet["key"], {}, {}
        elif what in {"code: people", "code: custody", "code: go on"}:
            born = str(self.dice.randint(1940, 2000))
            self.coding = {"people.9.name_1": self._somebody(), "people.9.birthDate": born} | self.coding
            self.coding["seen"] = version
        elif what == "code: autosave":
            self.coding["seen"] = version
        elif "known?" in what:
            self.slowed += '"slowed": true' in text

    def _open(self, method: str, address: str, body: str | None) -> tuple[int, str]:
        """A page, and the one it leads to (a search goes to an address that does not tell it)."""
        status, text = self._ask(method, address, body)
        return self._ask("GET", self.there) if status == 302 else (status, text)

    def _sign_in(self, token: str) -> None:
        _, text = self._ask("GET", f"/enter/{token}/")
        form = text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        status, _ = self._ask("POST", f"/enter/{token}/", f"csrfmiddlewaretoken={form}")
        assert status == 302, status

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            self.there = answer.getheader("Location", "")
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
            return answer.status, text
        finally:
            connection.close()


class Things:
    """What there is to ask for: names, numbers, sources and pairs of the register that was built."""

    def __init__(self, register: Register, count: int) -> None:
        dice = random.Random(3)
        some = [f"m{dice.randrange(count):016d}" for _ in range(2000)]
        self.mentions: list[Mention] = list(register.index.mentions(some).values())
        numbers = register.index.number_of(sorted(set(register.index.person_of(some).values())))
        self.numbers = sorted(numbers.values())
        self.pairs = [(row.left, row.right) for row in register.index.suggestions(500)]
        self.count = count

    def name(self, dice: random.Random) -> str:
        """The name of somebody who is there."""
        return dice.choice(self.mentions).names[0].text

    def address(self, what: str, dice: random.Random) -> str:
        """An address of a page of this kind."""
        name = self.name(dice)
        if what == "as you type":
            return f"/search/as-you-type/?q={quote(name[: dice.randint(3, len(name))])}"
        if what == "search":
            return f"/search/?q={quote(name)}"
        if what == "person":
            return f"/people/{dice.choice(self.numbers)}/"
        if what == "source":
            at = dice.randrange(self.count)
            interviews = at // UNIT % 2 == 0
            return f"/sources/interview-{at - at % INTERVIEW}/" if interviews else f"/sources/list-{at - at % UNIT}/"
        if what == "pair":
            left, right = dice.choice(self.pairs)
            return f"/matches/{left}/{right}/"
        return {
            "queue": "/matches/", "home": "/", "list of positions": "/lists/positions/",
            "list of incidents": "/lists/incidents/", "window: what is said": "/window/positions/",
            "window: what bears on it": "/window/incidents/", "publish": "/publish/",
            "publish: people": "/publish/people/",
        }[what]  # fmt: skip
