"""Words of articles as HTML that can only be read: everything is escaped, nothing in it is ever interpreted.

Article text is untrusted. It reaches the page through these functions (or through st.text), never through Markdown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Sequence

__all__ = ["around", "escaped", "marked", "plain_label"]

# How much of the article is shown before and after the sentence that reports the event.
BEFORE, AFTER = 220, 260


def escaped(words: object) -> str:
    """Return words as HTML text that shows exactly those characters.

    >>> escaped("<img src=x> & $5")
    '&lt;img src=x&gt; &amp; $5'
    """
    return html.escape(str(words), quote=True)


def plain_label(words: object) -> str:
    """Return words as Markdown that shows them as they are, for the labels of buttons, which have no other way.

    Every sign is escaped, and a word joiner (which is not seen) after what would begin a link, an icon or a colour.

    >>> plain_label("*TTP*")
    '\\\\*TTP\\\\*'
    """
    signs = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(str(words).split()))
    return re.sub(r"(?i)(:|www|@)", "\\1\u2060", signs)


def marked(
    text: str,
    spans: Sequence[tuple[int, int, str]],
    *,
    start: int = 0,
    end: int | None = None,
    here: Collection[tuple[int, int]] = (),
    aside: Collection[tuple[int, int]] = (),
) -> str:
    """Return `text[start:end]` as HTML with the given spans highlighted.

    A span is (start, end, label); offsets count characters of the whole text; the label is what the pointer shows. Spans that
    overlap an earlier one are cut to what is left of them; those of one place share their labels. `here` are spans to be lit
    stronger, `aside` parts of the page that are not the story.

    >>> marked("It fell on Friday.", [(11, 17, "19 July")])
    'It fell on <mark title="19 July">Friday</mark>.'
    """
    end = len(text) if end is None else end
    labels: dict[tuple[int, int], list[str]] = {}
    for first, last, label in spans:
        labels.setdefault((first, last), []).append(label)
    pieces: list[str] = []
    done = start
    for place in sorted({*labels, *aside}):
        first, last = max(place[0], done), min(place[1], end)
        if first < last:
            words = escaped(text[first:last])
            pieces += [
                escaped(text[done:first]),
                _lit(words, labels[place], place in here) if place in labels else _quiet(words),
            ]
            done = last
    pieces.append(escaped(text[done:end]))
    return "".join(pieces)


def _lit(words: str, labels: Sequence[str], here: bool) -> str:
    said = "\n".join(filter(None, dict.fromkeys(labels)))
    title = f' title="{escaped(said)}"' if said else ""
    return f"<mark{' class=' + repr('et-here') if here else ''}{title}>{words}</mark>"


def _quiet(words: str) -> str:
    return f"<span class='et-aside'>{words}</span>"


def around(text: str, first: int, last: int, *, start: int, end: int, label: str = "") -> str:
    """Return the surroundings of `text[first:last]` within `text[start:end]`, with those words highlighted.

    The cut is made at spaces and shown by an ellipsis.
    """
    left, right = max(start, first - BEFORE), min(end, last + AFTER)
    if left > start:
        left = _next_space(text, left, first)
    if right < end:
        right = max(last, text.rfind(" ", last, right))
    body = marked(text, [(first, last, label)], start=left, end=right)
    return ("… " if left > start else "") + body.strip() + (" …" if right < end else "")


def _next_space(text: str, position: int, limit: int) -> int:
    found = text.find(" ", position, limit)
    return found + 1 if found >= 0 else position
