"""The layout that Graphviz makes of a graph, where it is installed and asked for."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

import numpy as np

from qualkit.display.graphs.layout import Layout
from qualkit.display.graphs.shapes import Shape
from qualkit.display.labels import Numbers
from qualkit.errors import InvalidInput

Edge = tuple[int, int]
SHAPES: dict[Shape, str] = {"box": "box", "round": "box", "ellipse": "ellipse", "diamond": "diamond"}


def graphviz(
    sizes: Numbers,
    edges: Sequence[Edge],
    *,
    shapes: Sequence[Shape],
    label_sizes: Numbers,
    downward: bool,
) -> Layout:
    """Nodes and lines where the program ``dot`` puts them; raises `InvalidInput` where it is missing."""
    program = shutil.which("dot")
    if program is None:
        raise InvalidInput(
            "Graphviz's program 'dot' was not found. Install Graphviz, or leave out engine='graphviz'."
        )
    asked = _request(sizes, edges, shapes, label_sizes=label_sizes, downward=downward)
    answer = subprocess.run([program, "-Tjson"], input=asked, capture_output=True, text=True, check=True)
    return _layout(json.loads(answer.stdout), sizes, edges, label_sizes=label_sizes)


def _request(
    sizes: Numbers,
    edges: Sequence[Edge],
    shapes: Sequence[Shape],
    *,
    label_sizes: Numbers,
    downward: bool,
) -> str:
    lines = [f'digraph {{ rankdir={"TB" if downward else "LR"}; node [fixedsize=true, label=""];']
    for number, ((width, height), shape) in enumerate(zip(sizes / 72, shapes, strict=True)):
        lines.append(f"n{number} [shape={SHAPES[shape]}, width={width:.4f}, height={height:.4f}];")
    for number, ((start, end), label) in enumerate(zip(edges, label_sizes, strict=True)):
        lines.append(f"n{start} -> n{end} [id={number}, arrowhead=none, label={_blank(label)}];")
    return "\n".join([*lines, "}"])


def _blank(size: Numbers) -> str:
    """A label of a size and without words."""
    width, height = np.ceil(size).astype(int)
    if not width:
        return '""'
    table = f'<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}"><TR><TD></TD></TR></TABLE>'
    return f"<{table}>"


def _layout(answer: dict[str, Any], sizes: Numbers, edges: Sequence[Edge], *, label_sizes: Numbers) -> Layout:
    placed = {each["name"]: _point(each["pos"]) for each in answer["objects"]}
    drawn = {int(each["id"]): each for each in answer.get("edges", [])}
    routes = [np.array([_point(each) for each in drawn[n]["pos"].split()]) for n in range(len(edges))]
    labels = [
        _point(drawn[n]["lp"]) if "lp" in drawn[n] else routes[n][len(routes[n]) // 2]
        for n in range(len(edges))
    ]
    centres = np.array([placed[f"n{number}"] for number in range(len(sizes))])
    return Layout(centres, sizes, tuple(routes), np.array(labels).reshape(-1, 2), label_sizes)


def _point(text: str) -> Numbers:
    return np.array([float(part) for part in text.split(",")[:2]])
