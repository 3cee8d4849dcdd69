"""Finds an office by words of its name or place, by pinyin or initials, among any number of
offices."""

from __future__ import annotations

import streamlit as st

from dashboard.data import ask, rows
from dashboard.widgets import choose_place, where_of

MOST = 50
"""Offices that a search lists."""
OFFICE = (
    "SELECT office_id::VARCHAR AS office_id, name, place"
    " FROM office_search SEMI JOIN office_list USING (office_id)"
)
"""The offices that a search looks among."""


def find_office() -> str | None:
    """The key of the office that was chosen; it is in the address as `office`."""
    with st.container(horizontal=True):
        words = st.text_input(
            "机关名称 Name of the office",
            st.query_params.get("q", ""),
            placeholder="洪泽 教育, hz jyj",
        )
        state = choose_place()
    if words:
        st.query_params["q"] = words
    else:
        st.query_params.pop("q", None)
    where, values = where_of(state)
    offices = rows(
        ask(
            f"{OFFICE} WHERE {where} AND has_words(keys, ?) ORDER BY length(name), name, office_id"
            f" LIMIT {MOST}",
            *values,
            words,
        )
    )
    given = st.query_params.get("office")
    if given and given.isdecimal() and not words and all(o["office_id"] != given for o in offices):
        offices += rows(
            ask(
                f"{OFFICE} WHERE office_id = ?",
                int(given),
            )
        )
    if not offices:
        st.info("没有这样的机关 No such office")
        return None
    names = {o["office_id"]: " · ".join(p for p in (o["name"] or "—", o["place"]) if p) for o in offices}
    keys = list(names)
    index = keys.index(given) if given in keys else 0
    chosen = st.selectbox(
        f"机关 Office（{len(keys)}{'+' if len(offices) == MOST else ''}）",
        keys,
        index,
        format_func=lambda key: names[key],
    )
    st.query_params["office"] = str(chosen)
    return str(chosen)
