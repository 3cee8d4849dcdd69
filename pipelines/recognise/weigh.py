"""Candidates for one fact, each with its evidence -> the one that outweighs the others, and what
speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipelines.catalogue.identity import Scale

V = TypeVar("V", bound=Hashable)
"""What the candidates are: offices, years."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[V]):
    """One piece of evidence: `kind` of catalogue/identity.yml names `value`."""

    value: V
    kind: str


@dataclass(slots=True)
class Weighed(Generic[V]):
    """A value with all that speaks for it; `kinds` the heaviest first."""

    value: V
    kinds: list[str] = field(default_factory=list)
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Verdict(Generic[V]):
    """`value`: what holds, None if nothing outweighs the rest. `rivals`: the values that do not
    agree with each other, the heaviest first; empty if all agree."""

    value: V | None
    rivals: tuple[Weighed[V], ...] = ()


def weigh(candidates: Iterable[Candidate[V]], scale: Scale, agree: Callable[[V, V], bool]) -> Verdict[V]:
    """Each value gathers the evidence of those that agree with it, each kind once. `agree`: whether
    two values can be one and the same in other words."""
    heaviest = sorted(candidates, key=lambda c: -scale.evidence[c.kind].weight)
    gathered: list[Weighed[V]] = []
    for value in dict.fromkeys(c.value for c in heaviest):
        kinds = [*dict.fromkeys(c.kind for c in heaviest if agree(value, c.value))]
        gathered.append(Weighed(value, kinds, sum(scale.evidence[k].weight for k in kinds)))
    if not gathered:
        return Verdict(None)
    # of those that agree, the one that the heaviest kind of evidence names: they are in that order
    leader = max(gathered, key=lambda w: w.weight)
    leader = next(w for w in gathered if agree(w.value, leader.value))
    others = [w for w in gathered if not agree(w.value, leader.value)]
    rivals = tuple(sorted(others, key=lambda w: -w.weight))
    holds = leader.weight >= scale.least and all(leader.weight - w.weight >= scale.margin for w in rivals)
    return Verdict(leader.value if holds else None, (leader, *rivals) if rivals else ())
