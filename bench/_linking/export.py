"""Boosted trees of LightGBM → the engine's own weight table. LightGBM is needed for training alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from openccr.linkage.engine.scorer import Scorer


def to_scorer(booster: Any, features: tuple[str, ...], *, depth: int) -> Scorer:
    """The same trees, filled up to complete ones: below an early leaf every question leads to the same number."""
    dumped = booster.dump_model()["tree_info"]
    questions, leaves = 2**depth - 1, 2**depth
    column = np.zeros((len(dumped), questions), np.int16)
    limit = np.full((len(dumped), questions), np.float32(np.inf))
    leaf = np.zeros((len(dumped), leaves))

    def fill(tree: int, node: dict[str, Any], at: int) -> None:
        if at >= questions:
            leaf[tree, at - questions] = node["leaf_value"]
        elif "leaf_value" in node:
            limit[tree, at] = np.float32(1e30)
            fill(tree, node, 2 * at + 1)
            fill(tree, node, 2 * at + 2)
        else:
            column[tree, at] = node["split_feature"]
            # Rounded down to single precision, so that both compare alike.
            limit[tree, at] = (
                np.nextafter(np.float32(node["threshold"]), np.float32(-np.inf))
                if np.float32(node["threshold"]) > node["threshold"]
                else np.float32(node["threshold"])
            )
            fill(tree, node["left_child"], 2 * at + 1)
            fill(tree, node["right_child"], 2 * at + 2)

    for number, tree in enumerate(dumped):
        fill(number, tree["tree_structure"], 0)
    return Scorer(features=features, depth=depth, column=column, limit=limit, leaf=leaf, base=0.0)
