"""The library and the settings as actions see them: loaded once, before the first message."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from verbatim.library import Library
from verbatim.library.contacts import Contacts
from verbatim.library.languages import Language, load_languages
from verbatim.settings import Settings


@dataclass(frozen=True)
class Resources:
    """What actions need and never change."""

    library: Library
    contacts: Contacts
    languages: dict[str, Language]
    settings: Settings

    @classmethod
    def load(cls, settings: Settings) -> Resources:
        """Raises ContentError where a file under the content folder is wrong."""
        return cls(
            library=Library.load(settings.content),
            contacts=Contacts.load(settings.content / "contacts.yml", settings.region),
            languages=load_languages(settings.content / "languages.yml"),
            settings=settings,
        )


@cache
def resources() -> Resources:
    """The resources of this process, read from the environment's settings at the first call."""
    return Resources.load(Settings.from_environment())
