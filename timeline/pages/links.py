"""Links between the pages; each carries the filter along, so that the view stays the same."""

from __future__ import annotations

import streamlit as st

from timeline.model import Row
from timeline.pages.address import Choices
from timeline.queries import Filter

__all__ = ["CHOICES", "PAGES", "link", "to_article"]

PAGES, CHOICES = "pages", "choices"  # where the frame leaves them for the pages, in the session


def link(
    name: str,
    label: str,
    *,
    icon: str | None = None,
    help: str | None = None,
    chosen: Filter | None = None,
    **parameters: str,
) -> None:
    """Show a link to another page of the dashboard; `parameters` go into its address beside the filter.

    The filter is that of the page unless another is `chosen`.
    """
    choices: Choices = st.session_state.get(CHOICES, {})
    if chosen is not None:
        choices = {name: tuple(values) for name, values in chosen.to_params().items()}
    values = [(key, value) for key, several in choices.items() for value in several]
    st.page_link(
        st.session_state[PAGES][name], label=label, icon=icon, help=help, query_params=[*values, *parameters.items()]
    )


def to_article(row: Row, *, event: str) -> None:
    """Show a link to the sentence of a row in its whole article."""
    link(
        "sources",
        "Read it in the article",
        icon=":material/article:",
        document=row.document,
        article=str(row.article),
        event=event,
    )
