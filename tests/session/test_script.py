"""What a script finds around it: `__main__`, arguments, its folder; and how it may end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

import mini as st
from mini.testing import AppTest, Client
from tests.serving import serve


def test_classes_of_the_script_pickle_by_name_and_annotations_resolve() -> None:
    app = AppTest.from_string("""
        from __future__ import annotations
        import dataclasses, enum, pickle, typing, __main__
        import mini as st

        class Colour(enum.Enum):
            RED = 1

        @dataclasses.dataclass
        class Point:
            x: int
            colour: Colour

        point = pickle.loads(pickle.dumps(Point(1, Colour.RED)))
        st.text(isinstance(point, Point) and point.colour is Colour.RED)
        st.text(typing.get_type_hints(Point)["colour"] is Colour)
        st.text(__main__.Point is Point)
        st.text(__name__)
    """).run()
    assert not app.exception
    assert app.run().text.values == ["True", "True", "True", "__main__"]


def test_each_session_has_names_of_its_own() -> None:
    source = """
        import mini as st
        import __main__
        mine = st.session_state.get("mine", "nobody")
        def name():
            return mine
        st.text(__main__.name())
    """
    one, two = AppTest.from_string(source).run(), AppTest.from_string(source).run()
    one.session_state["mine"] = "one"
    two.session_state["mine"] = "two"
    assert (one.run().text[0].value, two.run().text[0].value) == ("one", "two")


def test_arguments_file_and_folder(tmp_path: Path) -> None:
    (tmp_path / "beside.py").write_text("VALUE = 'beside'\n")
    script = tmp_path / "app.py"
    script.write_text(
        "import sys, beside\nimport mini as st\nst.text(sys.argv[1:])\n"
        "st.text(beside.VALUE)\nst.text(__file__ == sys.argv[0])\n"
    )

    async def run() -> list[str]:
        async with asyncio.timeout(60), Client(served.url) as client:
            await client.settled()
            return [str(node.props["body"]) for node in client.all("text")]

    with serve(script, args=("--name", "x")) as served:
        assert asyncio.run(run()) == ["['--name', 'x']", "beside", "True"]


@pytest.mark.parametrize(
    ("ending", "shown"),
    [
        ("import sys; sys.exit(3)", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise ValueError('wrong')", "ValueError"),
        ("def f(): f()\nf()", "RecursionError"),
        ("assert False, 'no'", "AssertionError"),
    ],
)
def test_however_a_script_ends_the_page_says_so(ending: str, shown: str) -> None:
    app = AppTest.from_string(f"import mini as st\nst.text('before')\n{ending}\n").run()
    assert app.text.values == ["before"]
    assert app.exception[0].element.type == shown
    assert app.run().exception[0].element.type == shown


def test_stop_ends_the_run_and_keeps_the_state_of_what_was_not_reached() -> None:
    app = AppTest.from_string("""
        import mini as st
        if st.checkbox("stop"):
            st.stop()
        st.text(st.slider("n", 0, 10, 3, key="n"))
    """).run()
    app.slider[0].set_value(7).run()
    app.checkbox[0].check().run()
    assert not app.text
    app.checkbox[0].uncheck().run()
    assert app.text.values == ["7"]


def test_rerun_runs_again_at_once() -> None:
    app = AppTest.from_string("""
        import mini as st
        st.session_state.setdefault("runs", 0)
        st.session_state.runs += 1
        if st.session_state.runs < 5:
            st.rerun()
        st.text(st.session_state.runs)
    """).run()
    assert app.text.values == ["5"]


def test_a_thread_without_a_context_is_told_what_to_do_and_an_attached_one_emits() -> None:
    app = AppTest.from_string("""
        import threading
        import mini as st
        errors = []
        def emit():
            try:
                st.text("from a thread")
            except RuntimeError as error:
                errors.append(str(error))
        thread = threading.Thread(target=emit)
        thread.start(); thread.join()
        attached = st.add_script_run_ctx(threading.Thread(target=emit))
        attached.start(); attached.join()
        st.text(errors[0])
    """).run()
    assert app.text[0].value == "from a thread"
    assert "`text` was called outside of a script run" in app.text[1].value
    assert "add_script_run_ctx(thread)" in app.text[1].value


def test_a_command_outside_of_a_run_says_how_to_start() -> None:
    with pytest.raises(RuntimeError, match=r"`title` was called outside.*`mini run app\.py`"):
        st.title("nowhere")


def test_an_attached_thread_goes_on_after_the_run(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text("""
import threading
import mini as st

st.text("first")
bar = st.progress(0)
box = st.container()
go = st.session_state.setdefault("go", threading.Event())
if st.button("go"):
    go.set()

def work():
    go.wait(60)
    bar.progress(50)
    box.text("into a box")
    st.text("at the end")

if "thread" not in st.session_state:
    st.session_state.thread = st.add_script_run_ctx(threading.Thread(target=work))
    st.session_state.thread.start()
st.text("last")
""")

    async def run() -> None:
        async with asyncio.timeout(60), Client(served.url) as client:
            await client.settled()
            await client.click(client.find("button"))
            await client.until(lambda c: len(c.all("text")) == 4)
            assert [node.props["body"] for node in client.all("text")] == [
                "first", "into a box", "last", "at the end",
            ]  # fmt: skip
            assert client.find("progress").props["value"] == 0.5
            await client.rerun()
            await client.settled()
            assert [node.props["body"] for node in client.all("text")] == ["first", "last"]

    with serve(script) as served:
        asyncio.run(run())
