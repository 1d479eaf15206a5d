from __future__ import annotations

import numpy as np
from scipy.cluster.hierarchy import average
from scipy.spatial.distance import pdist, squareform

from qualkit.reduction.themes.leaves import links, places, tree


def test_places_keep_the_distances_of_points_in_a_plane() -> None:
    points = np.random.default_rng(0).normal(size=(9, 2))
    distances = squareform(pdist(points))
    assert np.allclose(squareform(pdist(places(distances))), distances)


def test_one_or_two_items_have_places() -> None:
    assert places(np.zeros((1, 1))).tolist() == [[0, 0]]
    apart = np.diff(places(np.array([[0.0, 3.0], [3.0, 0.0]])), axis=0)
    assert np.allclose(abs(apart), [[3, 0]])


def test_the_tree_is_that_of_average_linkage() -> None:
    distances = squareform(pdist(np.random.default_rng(1).normal(size=(7, 3))))
    frame = links(tree(distances))
    assert np.allclose(frame["distance"], average(squareform(distances))[:, 2])
    assert frame["size"].iloc[-1] == 7
