"""What is taken in as one report: a file under raw/, or several that are its parts."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Filing:
    """A raw file and what its list claims about it, kept beside what it says itself. `taken_at`, UTC:
    when its bytes came into the archive as news; None for a file that is in raw/ by itself.
    `page_url`: the page that it is attached to, if it is. `given_name`: its path in the inbox.

    `parts`: the files that it is joined from, in their order; it then has the path of the first of
    them that is there, and a hash made of theirs. `not_joined`: why it and the files beside it, which
    may be parts of one report, are not joined."""

    path: str
    sha256: str
    size: int
    source_url: str | None = None
    published_on: str | None = None
    listed_office: str | None = None
    listed_title: str | None = None
    taken_at: str | None = None
    page_url: str | None = None
    given_name: str | None = None
    parts: tuple[Filing, ...] = ()
    not_joined: str | None = None

    def said(self) -> str:
        """All of it as one text, which two have in common only if they are equal."""
        return repr(_VALUES(self))

    @property
    def files(self) -> tuple[Filing, ...]:
        """The files that it is in: its parts, else itself."""
        return self.parts or (self,)


_VALUES = attrgetter(*Filing.__slots__)
"""Half the time of repr(): a text is made of every file on every night."""
