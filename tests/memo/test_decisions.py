"""The decision tree against a dictionary from paths to leaves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mini.memo.decisions import Branch, Decisions, Node, Step, insert, leaves, prune, walk

Path = tuple[int, ...]


def steps(values: Path) -> list[Step]:
    """A deterministic program: what it reads next follows from what it has read so far."""
    return [Step(str(values[:at]), bytes([value])) for at, value in enumerate(values)]


def whole(paths: list[Path]) -> dict[Path, bytes]:
    """The paths that end somewhere: none is the beginning of another."""
    kept: dict[Path, bytes] = {}
    for path in paths:
        clash = any(path[: len(other)] == other or other[: len(path)] == path for other in kept)
        if not clash:
            kept[path] = bytes(path) + b"leaf"
    return kept


paths = st.lists(st.lists(st.integers(0, 2), max_size=5).map(tuple), max_size=12)


def build(known: dict[Path, bytes]) -> Decisions | None:
    tree: Decisions | None = None
    for path, leaf in known.items():
        tree, lost = insert(tree, steps(path), leaf)
        assert lost == []
    return tree


def empty_branches(root: Node) -> bool:
    return isinstance(root, Branch) and (
        not root.edges or any(empty_branches(child) for child in root.edges.values())
    )


@given(paths, st.lists(st.integers(0, 2), max_size=8))
def test_a_walk_finds_the_leaf_of_its_path_and_no_other(
    given: list[Path], reality: list[int]
) -> None:
    known = whole(given)
    tree = build(known)
    if tree is None:
        return
    seen = iter([*reality, *[0] * 20])
    found = walk(tree.root, lambda _: bytes([next(seen)]))
    truth = [
        leaf for path, leaf in known.items() if path == tuple([*reality, *[0] * 20][: len(path)])
    ]
    assert ([] if found.leaf is None else [found.leaf]) == truth


@given(paths, st.data())
def test_pruning_takes_one_leaf_and_leaves_no_empty_branch(
    given: list[Path], data: st.DataObject
) -> None:
    known = whole(given)
    tree = build(known)
    order = data.draw(st.permutations(list(known.items())))
    for done, (_, leaf) in enumerate(order):
        assert tree is not None
        assert tree.size == len(order) - done
        assert set(leaves(tree.root)) == {other for _, other in order[done:]}
        assert not empty_branches(tree.root)
        assert prune(tree, b"unknown") is tree
        tree = prune(tree, leaf)
    assert tree is None


@given(paths.filter(bool), paths)
def test_the_newest_path_wins_where_the_reads_differ(first: list[Path], second: list[Path]) -> None:
    tree = build(whole(first))
    for path, leaf in whole(second).items():
        other = [Step("other " + step.read, step.digest) for step in steps(path)]
        before = set() if tree is None else set(leaves(tree.root))
        renamed = leaf + b" other"
        tree, lost = insert(tree, other, renamed)
        assert insert(tree, other, renamed)[0].size == tree.size
        after = set(leaves(tree.root))
        assert renamed in after
        assert after == (before | {renamed}) - set(lost)
        assert tree.size == len(after)
        found = walk(tree.root, dict(other).__getitem__)
        assert found.leaf == renamed


def test_a_path_of_thousands_of_reads_needs_no_deep_stack() -> None:
    path = [Step(str(number), b"x") for number in range(5000)]
    tree, _ = insert(None, path, b"leaf")
    assert list(leaves(tree.root)) == [b"leaf"]
    assert walk(tree.root, lambda _: b"x").leaf == b"leaf"
    assert prune(tree, b"leaf") is None
