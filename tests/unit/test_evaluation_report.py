"""The evaluation report: errors with their sentence, confusion of directions, escaped, without scripts."""

from pathlib import Path

from bench.calibration import plot
from bench.errors import error_blocks, find_errors
from bench.evaluate import main
from bench.gold import FOLDS, find_gold_sets, read_folds, read_targets, score_set
from bench.report import Fold, Table, Text, render_html, render_markdown

_TITLE = "Effect of a probiotic on anxiety: a randomised trial"
_TEXT = (
    "We randomised 60 adults to a probiotic or to placebo for 8 weeks. Anxiety fell significantly in the probiotic "
    "group compared with placebo (p &lt; 0.01). The secret of its taste was not told."
)


def _gold(folder: Path, n: str, direction: str) -> Path:
    (folder / "docs").mkdir(parents=True)
    record = (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><Title>J</Title></Journal>"
        f"<ArticleTitle>{_TITLE}</ArticleTitle><Abstract><AbstractText>{_TEXT}</AbstractText></Abstract></Article>"
        "</MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )
    (folder / "docs" / "a.xml").write_text(record, "utf-8")
    (folder / "studies.csv").write_text(f"file,study,design,n_enrolled\na.xml,*,rct,{n}\n", "utf-8")
    row = f"a.xml,*,,anxiety,placebo,{direction},significant,<,0.01"
    head = "file,study,outcome_id,outcome,comparator,direction,significance,p_operator,p_value"
    (folder / "findings.csv").write_text(f"{head}\n{row}\n", "utf-8")
    return folder


def test_errors__name_gold_found_and_the_sentence(tmp_path: Path) -> None:
    errors, confusion = find_errors(_gold(tmp_path / "g", "66", "increase"))
    told = {(e.field, e.gold, e.found) for e in errors}
    assert {("study.n_enrolled", "66", "60"), ("finding.direction", "increase", "decrease (anxiety)")} <= told
    assert "We randomised 60 adults" in next(e.sentence for e in errors if e.field == "study.n_enrolled")
    assert confusion["increase", "decrease"] == 1


def test_errors__none_where_all_is_right(tmp_path: Path) -> None:
    folder = _gold(tmp_path / "g", "60", "decrease")
    errors, confusion = find_errors(folder)
    assert errors == [] and dict(confusion) == {("decrease", "decrease"): 1}
    assert Text("None.") in error_blocks("g", folder)
    [gold] = find_gold_sets(folder)
    assert score_set(gold).values["finding.direction", "f1"] == 1.0


def test_html__escapes_what_documents_say_and_runs_nothing() -> None:
    evil = "<script>alert(1)</script> | `x` \"'"
    page = render_html(evil, [Table(("a", "b"), [(evil, evil)]), Fold(evil, [Text(evil)])])
    assert "<script" not in page and "&lt;script&gt;" in page and "http" not in page.replace("http-equiv", "")
    text = render_markdown([Table(("a", "b"), [(evil, evil)])])
    assert "<script" not in text and all(line.count(" | ") == 1 for line in text.splitlines() if "script" in line)


def test_plot__puts_a_sure_and_right_bin_in_the_upper_right() -> None:
    drawn = plot([(0.95, 1.0, 10, 1.0, 1.0)])
    assert 'cx="342.0" cy="42.0"' in drawn


def test_targets__are_shares() -> None:
    measures = {"precision", "recall", "f1"}
    assert all(0 < target.least <= 1 and target.measure in measures for target in read_targets())


def test_targets_over_folds__have_a_figure_beside_the_model() -> None:
    wanted = {(target.field, target.measure) for target in read_targets() if target.gold == FOLDS}
    assert wanted and wanted <= read_folds().values.keys()


def test_command__writes_both_reports_and_the_hash_follows_the_gold(tmp_path: Path, monkeypatch, capsys) -> None:
    folder = _gold(tmp_path / "g", "60", "decrease")
    [before] = find_gold_sets(folder)
    digest = before.hash
    monkeypatch.setattr("sys.argv", ["evaluate", str(folder), "--out", str(tmp_path / "out")])
    assert main() == 0
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert digest in page and "viewport" in page and (tmp_path / "out" / "report.md").is_file()
    (folder / "studies.csv").write_text("file,study,design\na.xml,*,rct\n", "utf-8")
    assert find_gold_sets(folder)[0].hash != digest


def test_command__says_what_it_expected_where_no_gold_is(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.argv", ["evaluate", str(tmp_path)])
    assert main() == 2
    assert "expected gold sets" in capsys.readouterr().out
