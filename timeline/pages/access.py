"""Who may do what: a dashboard that can only be read, and the optional login.

`TIMELINE_READ_ONLY=1` (or `timeline dashboard --read-only`) lets nobody change anything. Where Streamlit's secrets have a part
`[auth]`, visitors log in first; a part `[access]` says who of them may come in and who may change things.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from importlib.util import find_spec
from typing import Any

import streamlit as st
from streamlit.runtime.secrets import secrets_singleton

from timeline.pages.article_text import escaped

__all__ = ["READ_ONLY", "entered", "is_named", "read_only", "serves_readers_only", "who"]

READ_ONLY = "This dashboard can be read but not changed."


def serves_readers_only() -> bool:
    """Return whether the whole server was started for reading; the store is then opened so that nothing can be written."""
    return os.environ.get("TIMELINE_READ_ONLY", "").strip().casefold() not in ("", "0", "no", "false", "off")


def read_only() -> bool:
    """Return whether this visitor may change nothing: neither add, nor correct, nor save views."""
    if serves_readers_only():
        return True
    editors = _access("editors")
    return bool(editors) and not is_named(who(), editors)


def entered() -> bool:
    """Return whether the visitor may see the dashboard; otherwise show the way to log in, or that it is closed to them."""
    if not _secrets("auth"):
        return True
    if not st.user.is_logged_in:
        if not all(find_spec(name) for name in ("authlib", "httpx")):
            _closed(
                "Nobody can log in yet",
                "A login is set up in the secrets; for those who run this: pip install Authlib httpx",
            )
            return False
        _closed("Log in to see this dashboard", "Who may come in is up to those who run it.")
        with st.container(horizontal=True, horizontal_alignment="center"):
            st.button("Log in", type="primary", icon=":material/login:", key="log_in", on_click=st.login)
        return False
    members = (*_access("members"), *_access("editors"))
    if _access("members") and not is_named(who(), members):
        _closed("This dashboard is not open to you", f"You are logged in as {who() or 'somebody without an address'}.")
        _log_out()
        return False
    with st.sidebar:
        st.html(f"<div class='et-small'>Logged in as <bdi>{escaped(who())}</bdi></div>")
        _log_out()
    return True


def who() -> str:
    """Return the mail address of the visitor who has logged in; empty where nobody has, or where it is not verified."""
    if not _secrets("auth") or not st.user.is_logged_in:
        return ""
    if st.user.get("email_verified") is False:
        return ""
    return str(st.user.get("email") or "")


def is_named(address: str, allowed: Collection[str]) -> bool:
    """Return whether a mail address is among those allowed, each an address or "@" and a domain.

    >>> is_named("Anna@example.org", ["@example.org"]), is_named("anna@example.org.evil.net", ["@example.org"])
    (True, False)
    """
    given = address.strip().casefold()
    name, at, domain = given.rpartition("@")
    return bool(name and at) and any(one.strip().casefold() in (given, f"@{domain}") for one in allowed)


def _closed(what: str, more: str) -> None:
    st.html(f"<div class='et-welcome'><h1>Event Timeline</h1><p>{escaped(what)}. {escaped(more)}</p></div>")


def _log_out() -> None:
    st.button("Log out", icon=":material/logout:", key="log_out", on_click=st.logout, type="tertiary")


def _access(name: str) -> tuple[str, ...]:
    listed = _secrets("access").get(name) or ()
    return (listed,) if isinstance(listed, str) else tuple(str(one) for one in listed)


def _secrets(part: str) -> dict[str, Any]:
    """Return a part of Streamlit's secrets; empty where there are none."""
    # asked for in this way because `st.secrets` shows an error on the page where there is no file of secrets
    return dict(secrets_singleton.get(part, {})) if secrets_singleton.load_if_toml_exists() else {}
