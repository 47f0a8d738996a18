"""When runs start, wait and are interrupted: the queue of one session, event by event."""

from __future__ import annotations

import pytest

from mini.page.lifecycle import GRACE, PATIENCE, Action, Lifecycle, Request, State
from mini.page.sequence import MOST_WAITING, Sequence


def click(cseq: int, button: str = "b") -> Request:
    return Request(cseq=cseq, fired={button: True})


def change(cseq: int, value: str) -> Request:
    return Request(cseq=cseq, values={"text": value})


def rerun(cseq: int = 0) -> Request:
    return Request(cseq=cseq, reason="rerun", asked=True)


def running(request: Request) -> Lifecycle:
    life = Lifecycle()
    assert life.request(request, 0) is Action.START
    assert life.start(0) is request
    return life


def waiting(life: Lifecycle) -> list[tuple[int, dict[str, object], dict[str, object]]]:
    return [(request.cseq, request.values, request.fired) for request in life.queue]


def test_values_merge_into_the_tail_unless_it_has_a_trigger() -> None:
    life = running(rerun())
    for request in (change(1, "a"), change(2, "ab"), click(3), change(4, "abc"), click(5)):
        life.request(request, 0)
    assert waiting(life) == [
        (2, {"text": "ab"}, {}),
        (3, {}, {"b": True}),
        (4, {"text": "abc"}, {}),
        (5, {}, {"b": True}),
    ]


def test_a_run_that_has_read_its_trigger_is_left_alone_for_its_grace() -> None:
    life = running(click(1))
    life.read_trigger(0.5)
    assert life.request(change(2, "a"), 0.6) is Action.LATER
    assert life.wait(0.6) == pytest.approx(0.5 + GRACE - 0.6)
    assert life.poll(0.5 + GRACE) is Action.INTERRUPT
    assert life.end() is Action.START
    assert waiting(life) == [(2, {"text": "a"}, {})]


def test_what_waits_for_a_trigger_to_be_read_gets_its_turn_after_that() -> None:
    life = running(click(1))
    assert life.request(change(2, "a"), 0) is Action.LATER
    life.read_trigger(0.3)
    assert life.wait(0.3) == pytest.approx(GRACE)


def test_a_run_that_never_reads_its_trigger_runs_again_with_what_waits_in_vain() -> None:
    life = running(click(1))
    assert life.request(change(2, "a"), 0) is Action.LATER
    assert life.poll(PATIENCE) is Action.INTERRUPT
    life.end()
    assert waiting(life) == [(2, {"text": "a"}, {"b": True})]


def test_whoever_asks_for_a_new_run_gets_one_with_the_trigger_that_was_not_read() -> None:
    life = running(click(1))
    life.request(change(2, "a"), 0)
    assert life.request(rerun(3), 0) is Action.INTERRUPT
    assert life.end() is Action.START
    assert waiting(life) == [(1, {}, {"b": True}), (3, {"text": "a"}, {})]
    life.start(0)
    assert life.poll(0) is Action.LATER  # it was a new run, and is not ended by the same wish


def test_a_trigger_read_at_the_last_moment_takes_the_interruption_back() -> None:
    life = running(click(1))
    life.request(rerun(2), 0)
    assert life.read_trigger(0.1)
    assert life.state is State.RUNNING
    assert life.poll(0.1) is Action.LATER
    assert not life.read_trigger(0.2)


def test_a_stop_is_not_taken_back_and_gives_nothing_back() -> None:
    life = running(click(1))
    assert life.stop() is Action.INTERRUPT
    assert not life.read_trigger(0.1)
    assert life.end() is Action.WAIT
    assert life.stopped


def test_a_callback_of_a_changed_value_is_left_alone_only_while_it_lasts() -> None:
    life = running(change(1, "a"))
    life.read_trigger(0)
    assert life.request(change(2, "b"), 0) is Action.LATER
    life.leave_callbacks()
    assert life.poll(0.1) is Action.INTERRUPT


def test_a_run_that_asks_for_another_before_its_trigger_is_read_hands_it_on() -> None:
    life = running(click(1))
    life.request(click(2, "c"), 0)
    life.end(again=Request(reason="rerun"))
    assert waiting(life) == [(0, {}, {"b": True}), (2, {}, {"c": True})]


def test_a_run_that_asks_for_another_after_its_trigger_is_read_does_not() -> None:
    life = running(click(1))
    life.read_trigger(0)
    life.end(again=Request(reason="rerun"))
    assert waiting(life) == [(0, {}, {})]


@pytest.mark.parametrize("request_", [click(1), change(1, "a"), rerun()])
def test_nothing_runs_while_nobody_looks_and_all_goes_on_when_somebody_does(
    request_: Request,
) -> None:
    life = running(request_)
    assert life.leave(0) is Action.INTERRUPT
    assert life.end() is Action.WAIT
    assert life.look() is Action.START
    assert life.start(1) is request_


def test_a_run_that_has_read_its_trigger_goes_on_though_nobody_looks() -> None:
    life = running(click(1))
    life.read_trigger(0)
    assert life.leave(20) is Action.WAIT
    assert life.end(again=Request(reason="rerun")) is Action.WAIT
    assert life.look() is Action.START


def test_a_run_that_was_left_and_is_looked_at_again_before_it_ends_runs_again() -> None:
    life = running(change(1, "a"))
    life.leave(0)
    assert life.look() is Action.WAIT
    assert life.end() is Action.START


def test_a_sequence_gives_each_once_in_order() -> None:
    sequence: Sequence[str] = Sequence()
    assert sequence.take(2, "b") == []
    assert sequence.missing == 1
    assert sequence.take(2, "b again") == []
    assert sequence.take(1, "a") == ["a", "b"]
    assert sequence.take(1, "a") == []
    assert sequence.missing is None
    assert sequence.received == 2


def test_a_sequence_says_when_too_many_wait() -> None:
    sequence: Sequence[int] = Sequence()
    for number in range(2, MOST_WAITING + 1):
        sequence.take(number, number)
    assert not sequence.full
    sequence.take(5000, 0)
    assert sequence.full
    sequence.forget_early()
    assert sequence.missing is None
    assert sequence.take(1, 1) == [1]
