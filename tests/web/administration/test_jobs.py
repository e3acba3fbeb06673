"""Work in the background: one at a time, its end and its failures told."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tereze.model.errors import BadInput
from tereze_web.administration.jobs import Job, Jobs, Working


def test_work_is_done_beside_and_its_result_kept() -> None:
    jobs, go = Jobs(), threading.Event()

    def work(job: Job) -> str:
        job.progress(1, 2)
        go.wait(5)
        return "made"

    jobs.start(Job("preview", "someone"), work)
    job = jobs.last
    assert job is not None
    assert job.running
    with pytest.raises(Working):
        jobs.start(Job("preview", "other"), work)
    jobs.forget()
    assert jobs.last is job  # what runs is not forgotten
    go.set()
    jobs.wait(5)
    assert (job.running, job.result, job.done, job.of) == (False, "made", 1, 2)
    jobs.forget()
    assert jobs.last is None


def test_what_can_be_explained_is_kept_and_a_bug_told_without_what_it_was_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refused(_job: Job) -> Any:
        raise BadInput("no")

    def broken(_job: Job) -> Any:
        raise ValueError("a name that must not be told")

    jobs = Jobs()
    for work in (refused, broken):
        jobs.start(Job("preview", "someone"), work)
        jobs.wait(5)
        job = jobs.last
        assert job is not None
        assert not job.running
        assert (job.error is not None, job.broke) == ((True, False) if work is refused else (False, True))
    told = capsys.readouterr().err
    assert "ValueError in broken" in told
    assert "must not be told" not in told
