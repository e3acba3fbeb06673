"""The custody reader's network: the encoder's layers, and beside its labels two vectors that link a telling to a name.

It begins as the published encoder does (`network.begun`), with twice as many places. A telling asks with the mean of
its words' vectors, a name answers with the mean of its own; the mark before the first word answers for nobody named.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn

from tereze.intake.extract import tellings
from tools.intake_training import network

LAYERS = 6
WIDTH = 96  # of the vectors that ask and answer
_DROP = 0.1


class Reader(nn.Module):  # type: ignore[misc]  # torch is not among the dev requirements
    """Pieces, marks and kinds in; labels, asks and answers out."""

    def __init__(self, base: network.Network, layers: int) -> None:
        super().__init__()
        wide = base.pieces.weight.shape[1]
        self.pieces, self.marks, self.norm = base.pieces, base.marks, base.norm
        self.places = nn.Embedding(tellings.WINDOW, wide)
        self.kinds = nn.Embedding(tellings.KINDS, wide)
        nn.init.normal_(self.kinds.weight, std=0.01)
        self.layers = nn.ModuleList(list(base.layers)[:layers])
        self.head = nn.Linear(wide, len(tellings.STATUSES) + 1)
        self.ask, self.answer = nn.Linear(wide, WIDTH), nn.Linear(wide, WIDTH)
        self.pieces.weight.requires_grad_(False)

    def forward(self, pieces: Any, marks: Any, kinds: Any, seen: Any) -> tuple[Any, Any, Any]:
        """`seen` is True where there is a piece."""
        places = torch.arange(pieces.shape[1])
        state = self.norm(self.pieces(pieces) + self.places(places) + self.marks(marks) + self.kinds(kinds))
        for layer in self.layers:
            state = layer(state, seen)
        state = nn.functional.dropout(state, _DROP, self.training)
        return self.head(state), self.ask(state), self.answer(state)


def untaught(pieces: int, layers: int = LAYERS) -> Reader:
    """A network that knows nothing, for a vocabulary of so many pieces."""
    return Reader(network.Network(pieces), layers)


def as_onnx(reader: Reader) -> Any:
    """The network as an ONNX model of 32 bits: pieces, marks, kinds, seen (rows by places) → scores, asks, answers."""
    from onnx import TensorProto, helper

    graph = network._Graph()
    state = {name: value.detach().float().numpy() for name, value in reader.state_dict().items()}
    now = _embedded(graph, state)
    seen = graph.add("Cast", "seen", to=TensorProto.FLOAT)
    hidden = graph.add("Sub", graph.weight("one", np.array(1.0, np.float32)), seen)
    barred = graph.add("Mul", hidden, graph.weight("far", np.array(-1e4, np.float32)))
    barred = graph.add("Unsqueeze", barred, graph.weight("axes", np.array([1, 2], np.int64)))
    graph.weight("split", np.array([0, 0, network._HEADS, network._WIDE // network._HEADS], np.int64))
    graph.weight("whole", np.array([0, 0, network._WIDE], np.int64))
    graph.weight("scale", np.array((network._WIDE // network._HEADS) ** -0.5, np.float32))
    for at in range(len(reader.layers)):
        now = network._layer(graph, state, f"layers.{at}", now, barred)
    for name, part in (("scores", "head"), ("asks", "ask"), ("answers", "answer")):
        graph.add("Identity", graph.linear(now, part, state[f"{part}.weight"], state[f"{part}.bias"]))
        graph.nodes[-1].output[0] = name
    sides: Sequence[str] = ["rows", "length"]
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, sides) for n in ("pieces", "marks", "kinds", "seen")]
    widths = {"scores": len(tellings.STATUSES) + 1, "asks": WIDTH, "answers": WIDTH}
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, [*sides, width]) for n, width in widths.items()]
    made = helper.make_graph(graph.nodes, "custody", inputs, outputs, graph.weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", network._OPSET)], producer_name="tereze")
    model.ir_version = 10
    return model


def _embedded(graph: Any, state: dict[str, Any]) -> str:
    length = graph.add("Shape", "pieces", start=1, end=2)
    zero = graph.weight("zero", np.array([0], np.int64))
    summed = graph.add("Slice", graph.weight("places", state["places.weight"]), zero, length)
    for name in ("pieces", "marks", "kinds"):
        rows = graph.add("Gather", graph.weight(f"{name}.w", state[f"{name}.weight"]), name)
        summed = graph.add("Add", rows, summed)
    return network._norm(graph, state, "norm", summed)


def from_shipped(encoder_file: Path, weights: Path, layers: int = LAYERS) -> Reader:
    """A network that begins as the shipped encoder of names does; places further on as `weights` has them."""
    values = _weights(encoder_file)
    base = network.Network(len(values["pieces.w"]))
    state = {}
    for name in base.state_dict():
        part, side = name.rsplit(".", 1)
        if part == "places":
            state[name] = values["places"]
        elif f"{part}.w" in values and side == "weight":
            state[name] = (
                values[f"{part}.w"].T
                if part.startswith(("layers", "head")) and "norm" not in part
                else values[f"{part}.w"]
            )
        else:
            state[name] = values[f"{part}.b"]
    base.load_state_dict({name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in state.items()})
    reader = Reader(base, layers)
    given = load_file(weights)
    places = given["embeddings.position_embeddings.weight"][: tellings.WINDOW]
    reader.places.weight.data = places + given["embeddings.token_type_embeddings.weight"][0]
    reader.places.weight.data[: len(base.places.weight)] = base.places.weight.data
    return reader


def _weights(path: Path) -> dict[str, Any]:
    """What a file of eight bits holds, as numbers of 32."""
    import onnx
    from onnx import numpy_helper

    raw = {one.name: numpy_helper.to_array(one) for one in onnx.load(str(path)).graph.initializer}
    found = {name: value for name, value in raw.items() if not name.endswith(("_quantized", "_scale", "_zero_point"))}
    for name, value in raw.items():
        if name.endswith("_quantized"):
            whole = name.removesuffix("_quantized")
            away = value.astype(np.float32) - raw[f"{whole}_zero_point"].astype(np.float32)
            found[whole] = away * raw[f"{whole}_scale"].astype(np.float32)
    return found


def write(reader: Reader, path: Path) -> None:
    """The network with weights of eight bits, as `network.write` writes the encoder's."""
    network.as_eight_bits(as_onnx(reader), path)
