"""Measure the dashboard's server: CPU of a change of the filter, size of the charts, memory of a further visitor, many at once.

    python benchmarks/dashboard_speed.py 10000 1000000
    python benchmarks/dashboard_speed.py 10000 --people 20 --seconds 60

Visitors are connections that speak as the page does, without a browser; the events are made up. Each change of the filter is
one that nobody asked for before, so that no cache has the answer. `--people` click every five seconds each, for `--seconds`.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser"), str(ROOT / "benchmarks")]

from served import cpu_seconds, kept_store, process_of, resident_megabytes  # noqa: E402
from serving import dashboard  # noqa: E402
from visitor import Answer, Visitor  # noqa: E402

SERVER = "timeline.pages.serve"
FURTHER = 20
"""Visitors that are let in to see how much memory each takes."""
BETWEEN = 5.0
"""Seconds between two clicks of a person."""

Change = Callable[[Visitor], Awaitable[Answer]]


def changes(visitor: Visitor) -> Iterator[tuple[str, Change]]:
    """Yield changes of the filter from very common to rare values, each leaving the one before as it was."""
    for label, places in (
        ("Actors", (0, 1, 2, 5, 10, 20, 40, 80)),
        ("Types of event", range(8)),
        ("Sources", (0, 3, 12)),
    ):
        options = visitor.options(label)
        for place in places:
            value = _value(options[place])
            yield f"{label}: {value}", lambda who, label=label, value=value: who.choose(label, [value])
        yield f"{label}, any", lambda who, label=label: who.choose(label, [])
    for words in ("officials", "bab*", '"near Peshawar"', ""):
        yield f"words {words}", lambda who, words=words: who.type("Words", words)
    for words in ("2019", "March 2023", "2025", ""):
        yield f"since {words}", lambda who, words=words: who.type("From", words)


def _value(option: str) -> str:
    return option.rsplit(" · ", 1)[0]


async def one_visitor(address: str) -> None:
    """Print what changes of the filter cost the server, and how large the charts are."""
    process = process_of(address)
    async with Visitor(address) as visitor:
        opened = await visitor.open()
        charts, taken, spent = opened.charts, [], []
        for name, change in [*changes(visitor)]:
            before = cpu_seconds(process)
            answer = await change(visitor)
            if answer.failed:
                raise SystemExit(f"{name}: the page failed")
            charts += answer.charts
            taken.append(answer.seconds)
            spent.append((cpu_seconds(process) - before, name))
    mean = statistics.mean(one for one, _ in spent)
    print(
        f"{'server CPU per change':28} {mean:6.3f} s mean, {max(spent)[0]:.2f} s most ({max(spent)[1]}), {len(spent)} changes"
    )
    print(f"{'until the page is whole':28} {statistics.median(taken):6.3f} s median, {max(taken):.2f} s most")
    print(f"{'largest chart':28} {max(charts) / 1e6:6.3f} MB")


async def further_visitors(address: str) -> None:
    """Print how much memory a further visitor takes who opens the page and filters for something that nobody else does."""
    process = process_of(address)
    guests = [Visitor(address) for _ in range(FURTHER + 2)]
    sizes = []
    for number, guest in enumerate(guests):
        await guest.__aenter__()
        await guest.open()
        await guest.choose("Actors", [_value(guest.options("Actors")[3 * number])])
        sizes.append(resident_megabytes(process))
    each = (sizes[-1] - sizes[1]) / FURTHER
    print(f"{'memory':28} {sizes[1]:6.0f} MB with two visitors, {each:.1f} MB for each of {FURTHER} more")
    for guest in guests:
        await guest.__aexit__()


async def many(address: str, people: int, seconds: float) -> None:
    """Print how long people wait who click every five seconds, all at once."""
    waits = [
        wait for waits in await asyncio.gather(*(_person(address, n, seconds) for n in range(people))) for wait in waits
    ]
    cuts = statistics.quantiles(waits, n=20)
    shares = f"p50 {cuts[9]:.2f} s, p95 {cuts[18]:.2f} s, most {max(waits):.2f} s"
    print(f"{people} people, a click every {BETWEEN:g} s: {len(waits)} clicks, {shares}")


async def _person(address: str, number: int, seconds: float) -> list[float]:
    chance = random.Random(number)
    waits: list[float] = []
    loop = asyncio.get_running_loop()
    async with Visitor(address) as visitor:
        await visitor.open()
        await asyncio.sleep(BETWEEN * chance.random())
        end = loop.time() + seconds
        while loop.time() < end:
            label = chance.choice(("Actors", "Actors", "Types of event", "Sources"))
            options = visitor.options(label)
            began = loop.time()
            answer = await visitor.choose(label, [_value(chance.choice(options[:40]))] if chance.random() < 0.8 else [])
            if answer.failed:
                raise SystemExit("a page failed")
            waits.append(answer.seconds)
            await asyncio.sleep(max(BETWEEN - (loop.time() - began), 0))
    return waits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("events", type=int, nargs="*", default=[10_000, 1_000_000])
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    chosen = parser.parse_args()
    for events in chosen.events:
        store = kept_store(events)
        print(f"\n{events:,} events")
        with tempfile.TemporaryDirectory() as folder, dashboard(store, Path(folder), server=SERVER) as address:
            if chosen.people:
                asyncio.run(many(address, chosen.people, chosen.seconds))
            else:
                asyncio.run(further_visitors(address))
                asyncio.run(one_visitor(address))


if __name__ == "__main__":
    main()
