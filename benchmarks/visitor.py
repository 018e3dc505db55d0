"""A visitor of the dashboard without a browser: it speaks Streamlit's own messages, as the page does, and draws nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

__all__ = ["Answer", "Visitor"]

LARGEST = 2**27
PATIENCE = 120.0  # seconds; longer and the page is taken to be dead


@dataclass(slots=True)
class Answer:
    """What came back for one click: seconds until the page was whole, bytes of all messages, of each chart, and texts shown."""

    seconds: float = 0.0
    size: int = 0
    charts: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    failed: bool = False


class Visitor:
    """An open page; use it as an asynchronous context."""

    def __init__(self, address: str, *, page: str = "") -> None:
        self.address, self.page = address, page
        self.widgets: dict[str, tuple[str, Any]] = {}
        self.states: dict[str, Any] = {}
        self.hash = ""
        self._connection: ClientConnection | None = None

    async def __aenter__(self) -> Visitor:
        address = self.address.replace("http", "ws", 1) + "/_stcore/stream"
        self._connection = await connect(
            address, max_size=LARGEST, origin=Origin(self.address), subprotocols=[Subprotocol("streamlit")]
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._connection:
            await self._connection.close()

    async def open(self, query: str = "") -> Answer:
        """Open the page at an address with these parameters."""
        return await self._ask(query)

    async def choose(self, label: str, values: Sequence[str]) -> Answer:
        """Set the several-choice widget of this label to the options that begin with these words."""
        widget, (_, element) = self._widget(label)
        options = [next(o for o in element.options if o == value or o.startswith(f"{value} ")) for value in values]
        self.states[widget] = ("string_array_value", options)
        return await self._ask()

    async def type(self, label: str, words: str) -> Answer:
        """Type into the text field of this label."""
        self.states[self._widget(label)[0]] = ("string_value", words)
        return await self._ask()

    def options(self, label: str) -> list[str]:
        """Return what the several-choice widget of this label offers."""
        return list(self._widget(label)[1][1].options)

    def _widget(self, label: str) -> tuple[str, tuple[str, Any]]:
        return next((key, value) for key, value in self.widgets.items() if value[0] == label)

    async def _ask(self, query: str = "") -> Answer:
        assert self._connection
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_script_hash = self.hash
        message.rerun_script.page_name = "" if self.hash else self.page
        message.rerun_script.widget_states.CopyFrom(_states(self.states))
        loop = asyncio.get_running_loop()
        began = loop.time()
        await self._connection.send(message.SerializeToString())
        answer = await asyncio.wait_for(self._hear(), PATIENCE)
        answer.seconds = loop.time() - began
        return answer

    async def _hear(self) -> Answer:
        assert self._connection
        answer = Answer()
        while True:
            data = await self._connection.recv()
            assert isinstance(data, bytes)
            answer.size += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.hash = message.navigation.page_script_hash
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._note(message.delta.new_element, answer)
            elif kind == "script_finished" and message.script_finished in _ENDS:
                return answer

    def _note(self, element: Any, answer: Answer) -> None:
        kind = element.WhichOneof("type")
        if kind == "plotly_chart":
            answer.charts.append(len(element.plotly_chart.spec))
        elif kind in ("multiselect", "text_input"):
            part = getattr(element, kind)
            self.widgets[part.id] = (part.label, part)
            if part.set_value:
                self.states.pop(part.id, None)
                value = list(part.raw_values) if kind == "multiselect" else part.value
                self.states[part.id] = ("string_array_value" if kind == "multiselect" else "string_value", value)
        elif kind == "html":
            answer.texts.append(element.html.body)
        elif kind == "exception":
            answer.failed = True


_ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


def _states(states: Mapping[str, tuple[str, Any]]) -> WidgetStates:
    found = WidgetStates()
    for key, (kind, value) in states.items():
        one = found.widgets.add(id=key)
        if kind == "string_array_value":
            one.string_array_value.data.extend(value)
            one.string_array_value.SetInParent()
        else:
            setattr(one, kind, value)
    return found
