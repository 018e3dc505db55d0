"""Pages become articles: where they begin and end, what they are called, when they were published, what on them is silent."""

import random
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline import rules
from timeline.model import Article, Document
from timeline.reading import read_paths, read_text
from timeline.reading.articles import check, fingerprint, mark_repeats, split

ROOT = Path(__file__).parent.parent
PAGES = tomllib.loads((Path(__file__).parent / "corpus" / "pages_split.toml").read_text("utf-8"))["page"]
RULES = rules.packaged()


def silent_words(document: Document, article: Article) -> str:
    return "\n".join(document.text[start:end] for start, end in article.furniture)


def heard(document: Document, article: Article) -> str:
    """The article's text without its furniture."""
    kept, at = [], article.start
    for start, end in article.furniture:
        kept.append(document.text[at:start])
        at = end
    return "".join([*kept, document.text[at : article.end]])


def test_every_page_rule_finds_its_examples_and_skips_its_refusals() -> None:
    assert [str(problem) for problem in check(RULES)] == []


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_pages_split_as_written_down(page: dict[str, Any], line_end: str) -> None:
    document = Document("page", page["text"].replace("\n", line_end))
    articles = split(document, RULES)
    starts = [document.text[article.start : article.start + 40].replace(line_end, "\n") for article in articles]
    assert len(articles) == len(page["articles"]), starts
    for number, (article, wanted) in enumerate(zip(articles, page["articles"], strict=True)):
        assert article.number == number
        assert starts[number].startswith(wanted["starts"])
        assert str(article.published) == wanted.get("day", "None")
        assert wanted.get("from", "not found") in article.published_from
        if "title" in wanted:
            assert article.title == wanted["title"]
        if "publisher" in wanted:
            assert article.publisher == wanted["publisher"]
        for words in wanted.get("silent", ()):
            assert words in silent_words(document, article)


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_articles_and_furniture_are_in_order_and_apart(page: dict[str, Any]) -> None:
    document = Document("page", page["text"])
    end = 0
    for article in split(document, RULES):
        assert end <= article.start < article.end <= len(document.text)
        end = article.end
        at = article.start
        for start, stop in article.furniture:
            assert at <= start < stop <= article.end
            at = stop


SEEDS = {
    "000": ["2025-11-23", None],
    "001": ["2025-11-29", None],
    "002": ["2025-08-14"] * 4,
    "003": ["2025-12-12", None],
    "004": [None],
}


@pytest.mark.parametrize("seed", SEEDS)
def test_seed_pages(seed: str) -> None:
    (path,) = (ROOT / "seeds").glob(f"{seed}*.txt")
    (document,) = read_paths([path])
    days = [str(article.published) if article.published else None for article in split(document, RULES)]
    assert days == SEEDS[seed]


def test_the_seed_story_glued_into_two_pages_counts_once() -> None:
    documents = list(read_paths([ROOT / "seeds"]))
    pairs = [(document, article) for document in documents for article in split(document, RULES)]
    marked = mark_repeats(pairs)
    repeats = {(article.document[:3], article.number): article.repeats for article in marked if article.repeats}
    assert list(repeats) == [("001", 1)]
    assert repeats["001", 1][0].startswith("000")


def test_a_day_given_with_the_text_is_that_of_the_first_article_and_of_the_headlines_below_it() -> None:
    page = next(page for page in PAGES if page["name"] == "headlines of other stories at the foot")
    document = read_text(page["text"], id="x", published="2023-08-07", title="Fire", publisher="Daily")
    first, *others = split(document, RULES)
    assert (first.published, first.published_from) == (date(2023, 8, 7), "given with the text")
    assert (first.title, first.publisher) == ("Fire", "Daily")
    assert {article.published for article in others} == {date(2023, 8, 7)}
    assert all("page that lists it" in article.published_from for article in others)


def test_a_given_day_is_not_that_of_another_story_on_the_page() -> None:
    page = PAGES[0]
    document = read_text(page["text"], id="x", published="2024-03-05")
    first, second = split(document, RULES)
    assert first.published == date(2024, 3, 5)
    assert second.published is None


@pytest.mark.parametrize(
    "text",
    [
        "Le gouvernement a annoncé mardi la reprise des pourparlers avec les rebelles dans le nord du pays. " * 3,
        "Die Regierung hat am Dienstag die Gespräche mit den Aufständischen im Norden des Landes wieder aufgenommen. "
        * 3,
        "حکومت نے منگل کو شمالی علاقے میں باغیوں کے ساتھ مذاکرات دوبارہ شروع کرنے کا اعلان کیا۔ " * 3,
        "Правительство объявило во вторник о возобновлении переговоров с повстанцами на севере страны. " * 3,
        "El gobierno anunció el martes la reanudación de las conversaciones con los rebeldes en el norte. " * 3,
    ],
)
def test_an_article_in_another_language_is_kept_but_silent(text: str) -> None:
    (article,) = split(Document("x", text), RULES)
    assert article.furniture == ((article.start, article.end),)


@pytest.mark.parametrize(
    "text",
    [
        "Attack kills 9",
        "1,588",
        "Net 3,110,000 vs 1,286,000\nSales 112.7 mln vs 98.1 mln\n" * 8,
        "Rebels seize Goma airport.",
    ],
)
def test_short_texts_and_tables_are_not_taken_for_another_language(text: str) -> None:
    articles = split(Document("x", text), RULES)
    assert all(article.furniture != ((article.start, article.end),) for article in articles)


@pytest.mark.parametrize("text", [" ", "\n\n", "Follow\nShare\n", "[ad_1]\n[ad_2]\nSource"])
def test_a_page_of_nothing_but_furniture_gives_one_article_without_words(text: str) -> None:
    (article,) = split(Document("x", text), RULES)
    assert article.published is None


def test_a_very_long_line_is_read_in_linear_time() -> None:
    text = "word " * 200_000
    assert len(split(Document("x", text), RULES)) == 1


STORY = (
    "Army retakes hill town after a week of fighting\n\nThe army has retaken the hill town of Varsa, its spokesman said.\n"
    "Rebels had held the town since February, when they drove out the garrison and closed the road to the coast.\n"
    "The governor promised the people of the town bread and flour before the first snow.\n"
)


def test_fingerprints_see_through_white_space_and_furniture() -> None:
    one = Document("one", STORY)
    two = Document(
        "two",
        "Army retakes hill town after a week of fighting\r\nShare\r\n\r\n"
        + STORY.split("\n\n")[1].replace("\n", "\r\n\r\n"),
    )
    prints = {fingerprint(document, split(document, RULES)[0]) for document in (one, two)}
    assert len(prints) == 1


def told(*documents: Document) -> list[tuple[str, int] | None]:
    return [
        article.repeats for article in mark_repeats([(document, split(document, RULES)[0]) for document in documents])
    ]


def test_a_story_cut_short_on_another_page_is_a_repeat_of_the_whole_one() -> None:
    whole, cut_short = Document("whole", STORY), Document("short", STORY[: STORY.index("The governor")])
    assert told(cut_short, whole) == [("whole", 0), None]


def test_of_the_same_story_the_one_with_a_day_is_kept() -> None:
    undated, dated = Document("undated", STORY), Document("dated", STORY, published=date(2024, 3, 4))
    assert told(undated, dated) == [("dated", 0), None]
    part = Document("part", STORY[: STORY.index("The governor")], published=date(2024, 3, 4))
    assert told(undated, part) == [None, None]


def test_stories_that_share_a_paragraph_are_not_repeats() -> None:
    paragraph = STORY.split("\n")[3]
    other = Document(
        "other", f"Port closed by storm\n\nThe port was closed on Friday, and ships waited outside.\n{paragraph}\n"
    )
    assert told(Document("one", STORY), other) == [None, None]


def test_a_project_adds_a_rule_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "pages.toml").write_text(
        '[[furniture]]\nname = "our box"\npattern = "from our archive:.*"\n'
        'finds = ["From our archive: the flood"]\nskips = ["The archive"]\n'
    )
    own = rules.load(tmp_path)
    assert check(own) == []
    document = Document(
        "x",
        STORY
        + "From our archive: the flood of 1999 that killed nine people\n"
        + STORY.split("\n\n")[1].replace("army", "navy"),
    )
    assert "From our archive" not in heard(document, split(document, own)[0])
    assert "From our archive" in heard(document, split(document, RULES)[0])


def test_a_rule_that_needs_words_is_tried_where_one_of_them_stands(tmp_path: Path) -> None:
    (tmp_path / "pages.toml").write_text(
        '[[furniture]]\nname = "our box"\npattern = ".{0,20}our archive.*"\nneeds = ["archive"]\n'
        'finds = ["From our archive: the flood"]\nskips = ["The archive"]\n'
    )
    own = rules.load(tmp_path)
    document = Document("x", STORY + "Seen in OUR ARCHIVE on the flood of 1999 that killed nine people\n")
    assert "ARCHIVE" not in heard(document, split(document, own)[0])


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ('[[furniture]]\nname = "x"\npattern = "("\nfinds = ["a"]\nskips = ["b"]\n', "its pattern cannot be used"),
        ('[[furniture]]\nname = "x"\nfinds = ["a"]\nskips = ["b"]\n', "has no pattern"),
        (
            '[[furniture]]\nname = "x"\npattern = "a"\nreach = "far"\nfinds = ["a"]\nskips = ["b"]\n',
            "the reach 'far' is unknown",
        ),
        ('[[furniture]]\nname = "x"\npattern = "a"\nfinds = ["b"]\nskips = ["a"]\n', "should give 'found'"),
        ('[[furniture]]\nname = "x"\npattern = "a"\nfinds = ["a"]\n', "has no examples in skips"),
        (
            '[[furniture]]\nname = "x"\npattern = "a.*"\nneeds = ["c"]\nfinds = ["ab"]\nskips = ["b"]\n',
            "'ab' should give 'found', but gives None",
        ),
        ('[[published]]\nname = "x"\npattern = "on .*"\nfinds = ["on"]\nskips = ["b"]\n', "no part named day"),
    ],
)
def test_a_wrong_rule_is_explained(tmp_path: Path, rule: str, says: str) -> None:
    (tmp_path / "pages.toml").write_text(rule)
    problems = [str(problem) for problem in check(rules.load(tmp_path))]
    assert problems
    assert any(says in problem for problem in problems), problems


HEADS = tomllib.loads((Path(__file__).parent / "corpus" / "pages_heads.toml").read_text("utf-8"))["head"]
BODY = (
    "Gunmen attacked a convoy on Friday near the town and killed four drivers, officials said.\n"
    "The road was closed until the evening, according to the police.\nNo group claimed the attack.\n"
)


@pytest.mark.parametrize("head", HEADS, ids=[head["name"] for head in HEADS])
def test_what_stands_above_and_below_a_story(head: dict[str, str]) -> None:
    document = Document("page", f"{head['above']}\n\n{BODY}\n{head.get('below', '')}\n")
    (article,) = split(document, RULES)
    assert article.title == "Gunmen kill four drivers in an ambush on a convoy"
    assert str(article.published) == head.get("day", "None")
    assert head.get("from", "") in article.published_from
    if "publisher" in head:
        assert article.publisher == head["publisher"]
    assert BODY.strip() in document.text[article.start : article.end]
    assert all("Gunmen attacked" not in document.text[start:end] for start, end in article.furniture)


HOSTILE = [
    "Related Articles\n",
    "Related Articles\n2 hours ago\n",
    "Related Articles\nArmy retakes the hill town\n",
    "Follow\nArmy retakes the hill\n",
    "Updated 3 May 2024\n",
    "Army retakes hill town\nPublished 3 May 2024\n",
    "DW\n2 hours ago\n- DW\nPolice search homes in the port\nThey took computers away on Friday.\n",
    "Share | ",
    "sign up for newsletter ",
    "On 3 May 2024, ",
    "\n",
]


@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_pages_are_split_at_all(line: str) -> None:
    """Cost that grew faster than the page would run into the time limit of a test; benchmarks/hostile.py has the figures."""
    text = line * (160_000 // len(line))
    found = split(Document("x", text), RULES)
    assert found
    assert all(0 <= article.start <= article.end <= len(text) for article in found)


def test_random_pages_never_fail() -> None:
    chance = random.Random(3)
    lines = [line for page in PAGES for line in page["text"].splitlines()] + [
        "2 hours ago",
        "Related Articles",
        "\x00",
        "\ufeff",
        "# ",
        "**",
        "—",
    ]
    for number in range(150):
        text = "\n".join(chance.choice(lines) for _ in range(chance.randrange(40)))
        document = Document(f"page{number}", text)
        articles = split(document, RULES)
        assert [article.number for article in articles] == list(range(len(articles)))
        end = 0
        for article in articles:
            assert end <= article.start <= article.end <= len(text)
            end = article.end
            assert all(article.start <= start < stop <= article.end for start, stop in article.furniture)
            assert fingerprint(document, article)
