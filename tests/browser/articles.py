"""The short articles, written for these tests, that the dashboard is filled with."""

from datetime import date

from timeline.model import Document

KABUL = """Border crossing shut after fighting in Kurram

Gunmen from the Tehreek-e-Taliban Pakistan attacked a police post in Peshawar on 4 March 2024, killing three officers. \
The Pakistani army carried out an air strike in Khost province on 9 March 2024.

Afghanistan and Pakistan signed a ceasefire agreement in Doha on 12 March 2024. Pakistan closed the Torkham crossing in \
April 2024. In November 2022 the Tehreek-e-Taliban Pakistan ended its ceasefire with Islamabad.
"""

QUETTA = """Rail line bombed in Balochistan

The Baloch Liberation Army bombed a railway line near Quetta on 2 February 2024. A spokesman for the Baloch Liberation Army \
claimed responsibility for the attack on Sunday.

Protesters marched in Gwadar on 15 January 2024 after police arrested an activist. Balochistan's chief minister met tribal \
elders in Quetta in early July 2023.
"""

UNDATED = """Talks without a day

Officials from Pakistan and Afghanistan met in Istanbul on Saturday. Militants attacked a convoy in North Waziristan on Monday.
"""

HOSTILE = """<img src=x onerror=alert(1)> **Bold** claims $E=mc^2$

The Tehreek-e-Taliban Pakistan attacked <script>window.hacked=1</script> a post ![see](http://tracker.invalid/x.png) in \
Peshawar on 20 March 2024 and said [click](javascript:alert(1)) $100 and $200 were :red[taken] :material/bomb: there.
"""


def ordinary() -> list[Document]:
    """The articles that the journeys are made with: two publishers, one article without a day."""
    return [
        Document("kurram", KABUL, title=KABUL.splitlines()[0], published=date(2024, 4, 20), publisher="Highland Post"),
        Document("quetta", QUETTA, title=QUETTA.splitlines()[0], published=date(2024, 2, 5), publisher="Coast Herald"),
        Document("undated", UNDATED, title="Talks without a day"),
    ]


def hostile() -> Document:
    """An article that tries everything a page might wrongly interpret."""
    return Document(
        "hostile",
        HOSTILE,
        title=HOSTILE.splitlines()[0],
        published=date(2024, 3, 21),
        publisher="<b>Evil</b> $x$ Daily",
    )
