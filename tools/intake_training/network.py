"""The encoder as torch teaches it, and the same network written as ONNX with weights of eight bits.

The first weights are those of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0): six layers, 384 wide (BERT's
architecture, Devlin et al. 2019). Added here: an embedding of the words' marks, and a layer that scores the labels.
Only the training needs torch, safetensors and onnx (`requirements/train.txt`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn

from tereze.intake.extract import encoder, tagger

_WIDE, _HEADS, _INNER, _LAYERS = 384, 12, 1536, 6
_EPSILON = 1e-12
_DROP = 0.1
_OPSET = 20  # the first with GELU


class _Layer(nn.Module):  # type: ignore[misc]  # torch is not among the dev requirements
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(_WIDE, _WIDE) for _ in range(4))
        self.up, self.down = nn.Linear(_WIDE, _INNER), nn.Linear(_INNER, _WIDE)
        self.norm1, self.norm2 = nn.LayerNorm(_WIDE, _EPSILON), nn.LayerNorm(_WIDE, _EPSILON)

    def forward(self, state: Any, seen: Any) -> Any:
        rows, length, _ = state.shape
        query, key, value = (
            part(state).view(rows, length, _HEADS, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        # written out: torch's own attention is slow to teach on processors without a graphics card
        weighed = query @ key.transpose(2, 3) * (_WIDE // _HEADS) ** -0.5
        mixed = weighed.masked_fill(~seen[:, None, None, :], -1e4).softmax(-1).to(value.dtype) @ value
        state = self.norm1(state + self.out(mixed.transpose(1, 2).reshape(rows, length, _WIDE)))
        return self.norm2(state + self.down(nn.functional.gelu(self.up(state))))


class Network(nn.Module):  # type: ignore[misc]
    """Pieces and marks in, a score for each label out."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.pieces, self.marks = nn.Embedding(pieces, _WIDE), nn.Embedding(encoder.MARKS, _WIDE)
        self.places = nn.Embedding(encoder.WINDOW, _WIDE)
        self.norm = nn.LayerNorm(_WIDE, _EPSILON)
        self.layers = nn.ModuleList(_Layer() for _ in range(_LAYERS))
        self.head = nn.Linear(_WIDE, len(tagger.LABELS))
        nn.init.normal_(self.marks.weight, std=0.01)
        self.pieces.weight.requires_grad_(False)  # names that the corpora lack keep what the encoder knew of them

    def forward(self, pieces: Any, marks: Any, seen: Any) -> Any:
        """`seen` is True where there is a piece."""
        places = torch.arange(pieces.shape[1])
        state = self.norm(self.pieces(pieces) + self.places(places) + self.marks(marks))
        for layer in self.layers:
            state = layer(state, seen)
        return self.head(nn.functional.dropout(state, _DROP, self.training))  # the only drop-out: it is slow here


_PARTS = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "out": "attention.output.dense", "up": "intermediate.dense", "down": "output.dense",
    "norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm",
}  # fmt: skip


def begun(weights: Path, kept: Sequence[int]) -> Network:
    """A network with the weights of the encoder's file; of its vocabulary only the `kept` rows."""
    given = load_file(weights)
    network = Network(len(kept))
    places = given["embeddings.position_embeddings.weight"][: encoder.WINDOW]
    mapped = {
        "pieces.weight": given["embeddings.word_embeddings.weight"][list(kept)],
        "places.weight": places + given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for at in range(_LAYERS):
        for ours, theirs in _PARTS.items():
            for side in ("weight", "bias"):
                mapped[f"layers.{at}.{ours}.{side}"] = given[f"encoder.layer.{at}.{theirs}.{side}"]
    missing, unknown = network.load_state_dict(mapped, strict=False)
    if unknown or set(missing) != {"marks.weight", "head.weight", "head.bias"}:
        raise ValueError(f"not the encoder's weights: {missing} {unknown}")
    return network


class _Graph:
    """An ONNX graph, written node by node."""

    def __init__(self) -> None:
        from onnx import helper, numpy_helper

        self._helper, self._numpy = helper, numpy_helper
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def add(self, sort: str, *given: str, **settings: Any) -> str:
        name = f"n{len(self.nodes)}"
        self.nodes.append(self._helper.make_node(sort, list(given), [name], name=name, **settings))
        return name

    def weight(self, name: str, value: Any) -> str:
        self.weights.append(self._numpy.from_array(np.ascontiguousarray(value), name))
        return name

    def linear(self, given: str, name: str, weight: Any, bias: Any) -> str:
        product = self.add("MatMul", given, self.weight(f"{name}.w", weight.T))
        return self.add("Add", product, self.weight(f"{name}.b", bias))


def as_onnx(network: Network) -> Any:
    """The network as an ONNX model of 32 bits: pieces, marks, seen (rows by places) → scores."""
    from onnx import TensorProto, helper

    graph = _Graph()
    state = {name: value.detach().float().numpy() for name, value in network.state_dict().items()}
    now = _embedded(graph, state)
    seen = graph.add("Cast", "seen", to=TensorProto.FLOAT)
    hidden = graph.add("Sub", graph.weight("one", np.array(1.0, np.float32)), seen)
    barred = graph.add("Mul", hidden, graph.weight("far", np.array(-1e4, np.float32)))
    barred = graph.add("Unsqueeze", barred, graph.weight("axes", np.array([1, 2], np.int64)))
    graph.weight("split", np.array([0, 0, _HEADS, _WIDE // _HEADS], np.int64))
    graph.weight("whole", np.array([0, 0, _WIDE], np.int64))
    graph.weight("scale", np.array((_WIDE // _HEADS) ** -0.5, np.float32))
    for at in range(_LAYERS):
        now = _layer(graph, state, f"layers.{at}", now, barred)
    graph.add("Identity", graph.linear(now, "head", state["head.weight"], state["head.bias"]))
    graph.nodes[-1].output[0] = "scores"
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, ["rows", "length"]) for n in ("pieces", "marks", "seen")
    ]
    output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["rows", "length", len(tagger.LABELS)])
    made = helper.make_graph(graph.nodes, "encoder", inputs, [output], graph.weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], producer_name="tereze")
    model.ir_version = 10
    return model


def _embedded(graph: _Graph, state: dict[str, Any]) -> str:
    length = graph.add("Shape", "pieces", start=1, end=2)
    zero = graph.weight("zero", np.array([0], np.int64))
    places = graph.add("Slice", graph.weight("places", state["places.weight"]), zero, length)
    pieces = graph.add("Gather", graph.weight("pieces.w", state["pieces.weight"]), "pieces")
    marks = graph.add("Gather", graph.weight("marks.w", state["marks.weight"]), "marks")
    summed = graph.add("Add", graph.add("Add", pieces, marks), places)
    return _norm(graph, state, "norm", summed)


def _norm(graph: _Graph, state: dict[str, Any], name: str, given: str) -> str:
    weight = graph.weight(f"{name}.w", state[f"{name}.weight"])
    bias = graph.weight(f"{name}.b", state[f"{name}.bias"])
    return graph.add("LayerNormalization", given, weight, bias, epsilon=_EPSILON)


def _layer(graph: _Graph, state: dict[str, Any], name: str, now: str, barred: str) -> str:
    def linear(part: str, given: str) -> str:
        return graph.linear(given, f"{name}.{part}", state[f"{name}.{part}.weight"], state[f"{name}.{part}.bias"])

    split = [
        graph.add("Transpose", graph.add("Reshape", linear(part, now), "split"), perm=perm)
        for part, perm in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3]))
    ]
    weighed = graph.add("Add", graph.add("Mul", graph.add("MatMul", split[0], split[1]), "scale"), barred)
    mixed = graph.add("MatMul", graph.add("Softmax", weighed, axis=-1), split[2])
    mixed = graph.add("Reshape", graph.add("Transpose", mixed, perm=[0, 2, 1, 3]), "whole")
    now = _norm(graph, state, f"{name}.norm1", graph.add("Add", now, linear("out", mixed)))
    inner = linear("down", graph.add("Gelu", linear("up", now)))
    return _norm(graph, state, f"{name}.norm2", graph.add("Add", now, inner))


def write(network: Network, path: Path) -> None:
    """The network with weights of eight bits."""
    as_eight_bits(as_onnx(network), path)


def as_eight_bits(model: Any, path: Path) -> None:
    """Write a model with weights of eight bits (seven used: every processor then computes the same)."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    large = path.with_suffix(".32.onnx")
    onnx.save(model, str(large))
    quantize_dynamic(
        str(large), str(path), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip
    large.unlink()
