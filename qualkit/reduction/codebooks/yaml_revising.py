"""Values in the tree of a YAML file changed, and written as they were as far as they stay."""

from __future__ import annotations

from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from qualkit.reduction.codebooks.yaml_reading import plain
from qualkit.reduction.codebooks.yaml_writing import styled


def revised(old: Any, new: Any) -> Any:
    """The new value, with the comments, the order and the quotes of the old one."""
    if plain(old) == new:
        return old
    if isinstance(old, CommentedMap) and isinstance(new, dict):
        return _revised_mapping(old, new)
    if isinstance(old, CommentedSeq) and isinstance(new, list):
        return _revised_list(old, new)
    return styled(new)


def _revised_mapping(old: CommentedMap, new: dict[str, Any]) -> CommentedMap:
    for key in [*old]:
        if key not in new:
            del old[key]
    for number, (key, value) in enumerate(new.items()):
        if key in old:
            old[key] = revised(old[key], value)
        else:
            before = [*new][:number]
            old.insert(sum(each in before for each in old), key, styled(value))
    return old


def _revised_list(old: CommentedSeq, new: list[str]) -> CommentedSeq:
    places = {str(each): place for place, each in enumerate(old)}
    again = CommentedSeq([old[places[each]] if each in places else styled(each) for each in new])
    comments = {place: old.ca.items.get(places.get(each)) for place, each in enumerate(new)}
    again.ca.items.update({place: comment for place, comment in comments.items() if comment})
    if old.fa.flow_style():
        again.fa.set_flow_style()
    return again
