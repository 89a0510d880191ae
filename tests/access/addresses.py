"""Every address of the portal, drawn from the URL resolver, with the view behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Third-party pages: allauth and Django's back office guard themselves; the schema is public.
FOREIGN = ("account_", "mfa_", "admin:", "set_language", "schema", "api_docs")
APPS = ("ui", "regulation", "rulebook", "desk", "institutions", "inspections", "complaints", "publicity")


@dataclass(frozen=True)
class Address:
    """One named address."""

    name: str
    parameters: frozenset[str]
    view: Any

    @property
    def is_public(self) -> bool:
        return bool(getattr(self.view, "public", False))

    @property
    def capability(self) -> str:
        return getattr(self.view, "capability", "")

    @property
    def methods(self) -> list[str]:
        return list(getattr(self.view, "http_method_names", ["get", "post"]))


def _walk(patterns: list[Any], names: tuple[str, ...], given: frozenset[str]) -> Iterator[Address]:
    for pattern in patterns:
        parameters = given | frozenset(pattern.pattern.converters)
        parameters |= frozenset(getattr(pattern.pattern, "regex", None).groupindex if pattern.pattern else ())
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from _walk(pattern.url_patterns, inner, parameters)
        elif isinstance(pattern, URLPattern):
            callback = pattern.callback
            view = getattr(callback, "view_class", None) or getattr(callback, "cls", None) or callback
            yield Address(":".join([*names, pattern.name or repr(pattern)]), parameters, view)


def all_addresses() -> list[Address]:
    """Return every address of our own."""
    found = {a.name: a for a in _walk(get_resolver().url_patterns, (), frozenset())}
    return [a for a in found.values() if not a.name.startswith(FOREIGN)]


def city_wide() -> set[str]:
    """Return the addresses whose object belongs to no territory (CITY_WIDE in the samples)."""
    return _marked("CITY_WIDE")


def one_persons() -> set[str]:
    """Return the addresses whose object is one person's own, hidden from every colleague (OWN in the samples)."""
    return _marked("OWN")


def _marked(mark: str) -> set[str]:
    names: set[str] = set()
    for app, module in _sample_modules():
        names |= {n if ":" in n else f"{app}:{n}" for n in getattr(module, mark, ())}
    return names


def _sample_modules() -> Iterator[tuple[str, Any]]:
    for app in APPS:
        try:
            yield app, import_module(f"tests.access.samples.{app}")
        except ModuleNotFoundError as missing:
            if missing.name != f"tests.access.samples.{app}":
                raise


def samples() -> dict[str, Any]:
    """Return, by address name, what makes an object in a district and returns the address's parameters."""
    found: dict[str, Any] = {}
    for app, module in _sample_modules():
        found |= {(n if ":" in n else f"{app}:{n}"): make for n, make in module.SAMPLES.items()}
    return found
