"""Settings, read once from the environment into a frozen value. A mistyped name or value stops the start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tereze.model.errors import WrongUse
from tereze.model.vocabulary import nearest

KNOWN = {
    "TEREZE_REGISTER": "the register's folder (default: ./register)",
    "TEREZE_KEYS": "the folder of its keys (default: <register>.keys)",
    "TEREZE_DATABASE": "a PostgreSQL address; without it the register is an encrypted file in its folder",
    "TEREZE_PASSPHRASE": "the passphrase (for scripts; people type it)",
    "TEREZE_PASSPHRASE_FILE": "a file whose first line is the passphrase",
    "TEREZE_ACTOR": "who is at the keyboard: an id that is not a name (default: local)",
    "TEREZE_ROLES": "the roles held, separated by commas (default: every role)",
    "TEREZE_STAMP_AUTHORITIES": "addresses of time-stamping authorities (RFC 3161) you trust; two are better than one",
    "TEREZE_STAMP_CALENDARS": "addresses of OpenTimestamps calendars",
    "TEREZE_STAMP_ROOTS": "a PEM file with the root certificates of those authorities",
    "TEREZE_SIGNERS": "a folder with root certificates (PEM) of those who vouch for makers of Content Credentials",
    "TEREZE_ENGINE": "who finds pairs for `tereze link`: rules, compiled, splink, spark (default: rules)",
    "TEREZE_LANGUAGE": "the language of answers: en kk ru ug zh (default: en)",
}

_ID = re.compile(r"[a-z][a-z0-9-]{0,31}")
_LANGUAGES = ("en", "kk", "ru", "ug", "zh")


class BadSetting(WrongUse):
    """An environment variable that Tereze does not know, or cannot read."""

    message = "The setting {0} {1}."
    hint = "`tereze --help` lists the settings."


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says. `passphrase` is None when a person should be asked."""

    register: Path
    keys: Path
    database: str | None = None
    passphrase: str | None = None
    actor: str = "local"
    roles: frozenset[str] | None = None
    language: str = "en"
    stamp_authorities: tuple[str, ...] = ()
    stamp_calendars: tuple[str, ...] = ()
    stamp_roots: Path | None = None
    signers: Path | None = None
    engine: str = "rules"


def read(environment: Mapping[str, str], register: Path | None = None, keys: Path | None = None) -> Settings:
    """Settings from `environment`; `register` and `keys`, where given, win over it. Raises `BadSetting`."""
    for name in environment:
        if name.startswith("TEREZE_") and name not in KNOWN:
            guess = nearest(name, set(KNOWN))
            raise BadSetting(name, "does not exist" + (f"; did you mean {guess}?" if guess else ""))
    folder = register or Path(environment.get("TEREZE_REGISTER") or "register")
    default_keys = folder.with_name(folder.name + ".keys")
    roles = environment.get("TEREZE_ROLES")
    return Settings(
        register=folder,
        keys=keys or Path(environment.get("TEREZE_KEYS") or default_keys),
        database=environment.get("TEREZE_DATABASE") or None,
        passphrase=_passphrase(environment),
        actor=_actor(environment),
        roles=frozenset(role.strip() for role in roles.split(",") if role.strip()) if roles else None,
        language=_language(environment),
        stamp_authorities=_addresses(environment, "TEREZE_STAMP_AUTHORITIES"),
        stamp_calendars=_addresses(environment, "TEREZE_STAMP_CALENDARS"),
        engine=environment.get("TEREZE_ENGINE") or "rules",
        signers=Path(folder_of) if (folder_of := environment.get("TEREZE_SIGNERS")) else None,
        stamp_roots=Path(roots_file) if (roots_file := environment.get("TEREZE_STAMP_ROOTS")) else None,
    )


def at(where: Settings, folder: Path) -> Settings:
    """The same settings for another register: its keys are beside it, unless they were named."""
    beside = where.register.with_name(where.register.name + ".keys")
    keys = folder.with_name(folder.name + ".keys") if where.keys == beside else where.keys
    return replace(where, register=folder, keys=keys)


def _actor(environment: Mapping[str, str]) -> str:
    """Who is at the keyboard. What stands here is signed into the ledger for ever, so it can be no name."""
    given = environment.get("TEREZE_ACTOR") or "local"
    if not _ID.fullmatch(given):
        raise BadSetting("TEREZE_ACTOR", "is no id: small Latin letters, digits and hyphens, and never a name")
    return given


def _language(environment: Mapping[str, str]) -> str:
    given = environment.get("TEREZE_LANGUAGE") or "en"
    if given not in _LANGUAGES:
        raise BadSetting("TEREZE_LANGUAGE", f"is none of {' '.join(_LANGUAGES)}")
    return given


def _addresses(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Addresses separated by commas or spaces."""
    found = tuple(environment.get(name, "").replace(",", " ").split())
    for one in found:
        if not one.startswith(("http://", "https://")):
            raise BadSetting(name, f"holds “{one}”, which is no address of the web")
    return found


def _passphrase(environment: Mapping[str, str]) -> str | None:
    given, file = environment.get("TEREZE_PASSPHRASE"), environment.get("TEREZE_PASSPHRASE_FILE")
    if given and file:
        raise BadSetting("TEREZE_PASSPHRASE", "and TEREZE_PASSPHRASE_FILE are both set; keep one")
    if not file:
        return given
    try:
        return Path(file).read_text("utf-8").splitlines()[0]
    except (OSError, IndexError, UnicodeDecodeError):
        raise BadSetting("TEREZE_PASSPHRASE_FILE", "names a file that cannot be read") from None
