"""Faults of the rules on the list of 2014 to 2018, planted in the one report of an office of that time."""

from __future__ import annotations

from pipelines.catalogue.load import catalogue
from tests.data.histories import Office, Said

YEAR = 2018
DENIED = (
    ("st.text_number", "requests_granted", "granted_in_full"),
    ("st.text_no_requests", "no_requests", "received_requests"),
    ("st.text_no_disputes", "no_reconsiderations", "reconsideration_cases"),
    ("st.text_no_disputes", "no_litigations", "litigation_cases"),
)
"""Rule, kind of mention, and the row that the text of the faulty report denies or gives otherwise."""
PARTS = {
    "st.documents_le_disclosed": ("documents_disclosed", "information_disclosed"),
    "st.leaders_le_conferences": ("press_conferences_by_leaders", "press_conferences"),
    "st.leaders_le_interviews": ("online_interviews_by_leaders", "online_interviews"),
}
"""Rule -> a part, and the whole that it may not be more than."""


def sound_list(office: Office) -> Said:
    """A report whose list has 20 wherever no sum says otherwise, and no part that is more."""
    figures = {f"st.{cell}": 20 for cell in catalogue().editions["f2014"].tables["st"].cells}
    sums = [entry for entry in catalogue().sums.values() if entry.table == "st"]
    for entry in (*sums, *sums):  # the refusals are a part of the answers
        figures[f"st.{entry.right[0]}.figure"] = sum(figures[f"st.{part}.figure"] for part in entry.left)
    said = Said(office, YEAR, "f2014", figures, tables=("st",), published_on=f"{YEAR + 1}-03-20")
    said.words = f"{office.name}各项工作"
    received, granted = (said[f"st.{row}.figure"] for row in ("received_requests", "granted_in_full"))
    said.prose["overview"] = f"{said.words}。全年收到政府信息公开申请{received}件，同意公开{granted}件。"
    return said


def quiet_list(office: Office) -> Said:
    """A report that tells of nothing, rightly."""
    said = sound_list(office)
    said.figures = dict.fromkeys(said.figures, 0)
    said.prose["overview"] = "全年未收到政府信息公开申请，未发生因政府信息公开引起的行政复议、行政诉讼。"
    return said


def faulty_list(office: Office) -> tuple[Said, dict[tuple[str, str], frozenset[str]]]:
    """The same with every rule broken, and what is to be found: (rule, scope) -> cells."""
    said = sound_list(office)
    faults: dict[tuple[str, str], frozenset[str]] = {}
    for code, entry in catalogue().sums.items():
        if entry.table == "st":
            said.add(f"st.{entry.left[-1]}.figure", 1)
            cells = frozenset(f"st.{row}.figure" for row in (*entry.left, *entry.right))
            faults[code, "figure"] = cells
    for code, (part, whole) in PARTS.items():
        said.figures[f"st.{part}.figure"] = 21
        faults[code, "figure"] = frozenset({f"st.{part}.figure", f"st.{whole}.figure"})
    said.prose |= {
        "overview": "全年办理政府信息公开申请，同意公开900件。",
        "requests": "本年度未收到政府信息公开申请。",
        "disputes": "未发生因政府信息公开引起的行政复议、行政诉讼。",
    }
    for code, kind, row in DENIED:
        faults[code, kind] = frozenset({f"st.{row}.figure"})
    cell = "st.meetings.figure"
    said.figures[cell] = -3
    faults["st.non_negative", cell] = frozenset({cell})
    cell = "st.training_courses.figure"
    said.figures[cell] = 1.5
    faults["st.integer", cell] = frozenset({cell})
    return said, faults
