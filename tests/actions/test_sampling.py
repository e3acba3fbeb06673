"""Batches: what is drawn, what is accepted, and what is refused with how many pairs would be enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import folder, judging, linking, sampling
from tereze.actions.desk import Desk
from tereze.actions.judging import NoReason
from tereze.actions.report import ImportReport
from tereze.actions.sampling import NothingTaken, Sampled, TooUncertain
from tereze.model.errors import WrongUse

SOURCES = ("interview-1", "article-1")


@pytest.fixture
def linked(desk: Desk, bring) -> Desk:  # type: ignore[no-untyped-def]
    for sheet in (INTERVIEW, ARTICLE):
        bring(sheet)
    linking.link(desk, lambda _: None)
    return desk


def test_the_draw_is_the_same_for_the_same_seed_and_says_how_many_there_are(linked: Desk) -> None:
    drawn = sampling.draw(linked, SOURCES, "0", 150, "1")
    assert drawn == sampling.draw(linked, SOURCES, "0", 150, "1")
    assert drawn["population"] == len(drawn["pairs"]) == 1
    assert all(0 <= pair["score"] <= 1 and len(pair["names"]) == 2 for pair in drawn["pairs"])


def test_a_class_judged_whole_leaves_no_doubt(linked: Desk) -> None:
    made = sampling.accept(linked, Sampled(SOURCES, "0", 1, 0), "the same man in both")
    assert made.id
    assert sampling.draw(linked, SOURCES, "0", 150, "1")["population"] == 0


def test_what_leaves_doubt_is_refused_and_says_what_would_be_enough(linked: Desk) -> None:
    with pytest.raises(TooUncertain) as refused:
        sampling.accept(linked, Sampled(SOURCES, "0", 1, 1), "the same man in both")
    assert "Judge 93 pairs in all" in refused.value.advice
    assert "Judge 59 pairs in all" in TooUncertain(10, 0, 0.26).advice


def test_more_than_there_are_nothing_at_all_and_no_reason_are_refused(linked: Desk) -> None:
    with pytest.raises(WrongUse, match="150 judged of 1 pairs"):
        sampling.accept(linked, Sampled(SOURCES, "0", 150, 0), "the same man in both")
    with pytest.raises(WrongUse, match="2 wrong of 1"):
        sampling.accept(linked, Sampled(SOURCES, "0", 1, 2), "the same man in both")
    with pytest.raises(NothingTaken):
        sampling.accept(linked, Sampled(("interview-1", "no-such-list"), "0", 1, 0), "the same man in both")
    with pytest.raises(NoReason):
        sampling.accept(linked, Sampled(SOURCES, "0", 1, 0), " ")


def take_in(desk: Desk, path: Path) -> ImportReport:
    report = ImportReport()
    folder.take_in(desk, path, None, report, lambda _: None, link=False)
    return report


def written(sample: str) -> str:
    return (
        "tereze: judgements/1\njudgements:\n"
        '  - {key: b, batch: {between: [interview-1, article-1], min_score: "0"}, '
        f'{sample}reason: "the same man", by: r, at: "2020"}}\n'
    )


@pytest.mark.parametrize("sample", ["", "sample: {judged: 1, wrong: 1}, "])
def test_a_batch_in_a_file_is_held_to_the_same_bound(linked: Desk, tmp_path: Path, sample: str) -> None:
    (tmp_path / "who.yaml").write_text(written(sample), "utf-8")
    report = take_in(linked, tmp_path / "who.yaml")
    assert [one["key"] for one in report.refused] == ["b"]
    assert "of the class may be wrong" in report.refused[0]["error"]
    assert linked.register.index.counts().get("judgement", 0) == 0


def test_a_batch_in_a_file_that_was_judged_whole_is_taken(linked: Desk, tmp_path: Path) -> None:
    (tmp_path / "who.yaml").write_text(written("sample: {judged: 1, wrong: 0}, "), "utf-8")
    assert not take_in(linked, tmp_path / "who.yaml").refused
    assert linked.register.index.counts()["judgement"] == 1


def test_what_somebody_called_different_or_unsure_is_in_no_class(linked: Desk) -> None:
    for answer in ("different", "unsure"):
        made = judging.judge(linked, answer, ("interview-1/husband", "article-1/man"), "born three years apart")
        assert sampling.draw(linked, SOURCES, "0", 150, "1")["population"] == 0
        with pytest.raises(NothingTaken):
            sampling.accept(linked, Sampled(SOURCES, "0", 1, 0), "the same man in both")
        judging.withdraw(linked, made.id, "he is one man")
        assert sampling.draw(linked, SOURCES, "0", 150, "1")["population"] == 1


def test_persons_held_apart_are_in_no_class_whichever_of_their_mentions_was_judged(linked: Desk, bring) -> None:  # type: ignore[no-untyped-def]
    bring(ARTICLE.replace("article-1", "article-2"))
    judging.judge(linked, "same", ("article-1/man", "article-2/man"), "one text printed twice")
    judging.judge(linked, "different", ("interview-1/husband", "article-2/man"), "born three years apart")
    assert sampling.draw(linked, SOURCES, "0", 150, "1")["population"] == 0
