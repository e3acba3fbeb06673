"""ODT: headings, paragraphs, runs of spaces; comments and tracked changes are left out."""

from __future__ import annotations

from tests.intake.reading import makers

from tereze.intake.reading import odt


def test_reads_text_and_leaves_out_comments_and_changes() -> None:
    found = odt.read(
        makers.odt(
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>Head</text:h>"
            "<text:p>one<text:tab/>two<text:s text:c='3'/>three<office:annotation><text:p>no</text:p>"
            "</office:annotation><text:line-break/>four</text:p>"
        )
    )
    assert found.text == "Head\none\ttwo   three\nfour\n"
    assert (found.about.title, found.about.author, found.about.published) == ("List", "B. Writer", "2020-02-01")


def test_a_run_of_spaces_without_end_is_shortened() -> None:
    assert len(odt.read(makers.odt("<text:p><text:s text:c='999999999'/></text:p>")).text) < 2000
