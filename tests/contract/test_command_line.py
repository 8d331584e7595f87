"""The command line on real data roots: bad input goes on, broken surroundings end in one sentence."""

import csv
import io
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from psychobiotics import load_dataset
from psychobiotics.cli.app import app

JUNK = bytes(range(256)) * 20
BOMB = '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><PubmedArticleSet>&b;</PubmedArticleSet>'
SCRIPTED = (
    '<!doctype html><html><head><title>App</title><script src="a.js"></script></head><body><div></div></body></html>'
)
BREAD = "How to bake bread\n\nMix flour with water and salt, let it rest for a night, then bake it until it is brown.\n"
GERMAN = (
    "Die Wirkung von Probiotika auf die Stimmung\n\nIn dieser Studie wurde untersucht, ob die Einnahme von "
    "Milchsäurebakterien die Stimmung von Pflegekräften verbessert. Die Teilnehmenden erhielten über acht Wochen "
    "entweder das Präparat oder ein Placebo und wurden nach ihrem Befinden gefragt.\n"
)


def run(data: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "psychobiotics.cli", *arguments, "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def refresh(data: Path) -> "subprocess.CompletedProcess[str]":
    return run(data, "refresh", "--no-prefect", "--workers", "1")


def one_sentence(failed: "subprocess.CompletedProcess[str]") -> str:
    assert failed.returncode == 1
    [line] = failed.stderr.strip().splitlines()
    assert line.startswith("psychobiotics: ")
    return line


@pytest.fixture
def bad_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "empty.txt").touch()
    (folder / "junk.bin").write_bytes(JUNK)
    with (folder / "huge.xml").open("wb") as file:
        file.truncate(200_000_000)
    (folder / "bomb.xml").write_text(BOMB)
    (folder / "cut.xml").write_text("<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>")
    (folder / "scripted.html").write_text(SCRIPTED)
    (folder / "bread.txt").write_text(BREAD)
    (folder / "german.txt").write_text(GERMAN)
    return folder


def test_bad_input__each_is_named_with_its_reason_and_the_run_goes_on(data_root: Path, bad_folder: Path) -> None:
    good = next(data_root.glob("raw/*/*akkasheh*.txt"))
    (bad_folder / "not-really.pdf").write_bytes(good.read_bytes() + b"\n")
    taken = run(data_root, "ingest", str(bad_folder))
    assert taken.returncode == 0, taken.stderr
    built = refresh(data_root)
    assert built.returncode == 0, built.stderr
    assert "Refused: " in built.stdout
    listed = run(data_root, "quarantine", "--format", "csv")
    refused = {row["record_id"]: row["check"] for row in csv.DictReader(io.StringIO(listed.stdout))}
    assert refused == {
        "empty.txt": "empty_file",
        "junk.bin": "not_a_document",
        "huge.xml": "too_large",
        "bomb.xml": "forbidden_markup",
        "cut.xml": "malformed",
        "scripted.html": "no_text",
        "bread.txt": "no_study",
        "german.txt": "unsupported_language",
    }


def test_show_versions_and_diff__read_what_is_published(data_root: Path) -> None:
    assert refresh(data_root).returncode == 0
    (data_root / "raw" / "note.txt").write_text("A 2016 review found that probiotics reduced anxiety in nurses.\n")
    assert refresh(data_root).returncode == 0
    names = [line.split()[0] for line in run(data_root, "versions").stdout.splitlines()]
    assert len(names) == 2
    shown = run(data_root, "show", "32989186")
    assert shown.stdout.startswith("Heidarzadeh-Rad 2020  pmid:32989186")
    assert "\x1b[" not in shown.stdout
    difference = run(data_root, "diff", *names).stdout
    assert "| documents | 1 | 0 | 0 |" in difference
    assert "new document" in difference
    assert "expected one study of that name or id" in one_sentence(run(data_root, "show", "Nobody 1901"))


def test_ingest__a_path_that_is_not_there_is_wrong_usage(data_root: Path) -> None:
    failed = run(data_root, "ingest", "nowhere")
    assert (failed.returncode, failed.stdout) == (2, "")
    assert "no such file or folder: nowhere" in failed.stderr


def test_broken_surroundings__one_sentence_and_nothing_half_written(data_root: Path) -> None:
    (data_root / "processed").touch()
    assert "expected to write here" in one_sentence(refresh(data_root))
    (data_root / "processed").unlink()
    assert refresh(data_root).returncode == 0
    latest = (data_root / "processed" / "latest").resolve()
    (data_root / "curation").mkdir()
    (data_root / "curation" / "broken.toml").write_text("[[decision]\n")
    assert "broken.toml: expected a TOML file" in one_sentence(refresh(data_root))
    (data_root / "curation" / "broken.toml").unlink()
    (latest / "datapackage.json").chmod(0o644)
    (latest / "datapackage.json").write_text("{")
    assert "datapackage.json: expected a data package" in one_sentence(refresh(data_root))
    assert [path.name for path in (data_root / "processed").glob("2*")] == [latest.name]


PAPER = (
    "<PubmedArticle><MedlineCitation><PMID>9000001{n}</PMID><Article><Journal><JournalIssue><PubDate><Year>2021</Year>"
    "</PubDate></JournalIssue><Title>J Invent</Title></Journal><ArticleTitle>{title}</ArticleTitle><Abstract><AbstractText>"
    "In a randomised trial 84 nurses took a probiotic or placebo for 8 weeks. Depression scores decreased compared with "
    "placebo.</AbstractText></Abstract><DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>"
    "<AccessionNumberList><AccessionNumber>NCT90000001</AccessionNumber></AccessionNumberList></DataBank></DataBankList>"
    "<AuthorList><Author><LastName>Doe</LastName><Initials>J</Initials></Author></AuthorList></Article>{links}"
    "</MedlineCitation></PubmedArticle>"
)
ERRATUM = (
    "<CommentsCorrectionsList><CommentsCorrections RefType='ErratumIn'><RefSource>J Invent. 2021;9:9</RefSource>"
    "</CommentsCorrections></CommentsCorrectionsList>"
)


def test_tellings_and_why__say_what_was_joined_and_what_was_not(tmp_path: Path) -> None:
    root, folder = tmp_path / "root", tmp_path / "papers"
    folder.mkdir()
    mood, sleep = "A strain for the mood of nurses", "How the same nurses slept, told in a second paper"
    records = PAPER.format(n=1, title=mood, links=ERRATUM) + PAPER.format(n=2, title=sleep, links="")
    (folder / "papers.xml").write_text(f"<PubmedArticleSet>{records}</PubmedArticleSet>")
    (folder / "page.txt").write_text(
        "Nurses feel better\n\nIn a trial by Doe et al. (2021; PMID: 90000011), 86 nurses took a probiotic.\n\n"
        f"References\n\n1. Doe J. {mood}. J Invent. 2021;9(1):1-2. PMID: 90000011\n"
    )
    run(root, "ingest", str(folder))
    assert refresh(root).returncode == 0
    told = run(root, "tellings", "90000011")
    assert "told by papers.xml record 0 (abstract, primary_report" in told.stdout.splitlines()[0]
    assert "same pmid 90000011" in told.stdout
    rows = list(csv.DictReader(io.StringIO(run(root, "tellings", "90000011", "--format", "csv").stdout)))
    assert [row["file_name"] for row in rows] == ["papers.xml", "page.txt"]
    apart = run(root, "why", "pmid:90000011", "pmid:90000012").stdout.splitlines()
    assert apart[0].startswith("two studies, related: ")
    assert "relates  registration: NCT90000001 | NCT90000001  (several reports of one trial stay apart)" in apart
    joined = run(root, "why", "page.txt", "pmid:90000011").stdout
    assert joined.startswith("one study: Doe 2021")
    assert "tells one study, found pmid:90000011, pmid:90000012" in one_sentence(
        run(root, "why", "papers.xml", "page.txt")
    )
    assert "expected one, found 2" in one_sentence(run(root, "show", "NCT90000001"))


def test_nothing_to_list__is_said_beside_the_output(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "Nurses feel better\n\nIn a trial by Doe et al. (2021; PMID: 90000011), 86 nurses took a probiotic.\n"
    )
    root = tmp_path / "root"
    before = run(root, "versions")
    assert (before.returncode, before.stdout) == (0, "")
    assert "psychobiotics refresh" in before.stderr
    run(root, "ingest", str(tmp_path / "page.txt"))
    assert refresh(root).returncode == 0
    listed = run(root, "quarantine", "--reason", "no_such_reason")
    assert (listed.returncode, listed.stdout) == (0, "")
    assert listed.stderr == "nothing was refused for no_such_reason\n"
    assert "`psychobiotics studies` lists" in one_sentence(run(root, "show", "xyzzy"))


def test_help__fits_80_columns_and_cuts_no_sentence() -> None:
    def printed(*arguments: str) -> str:  # in this process: each command of its own takes two seconds to start
        told = CliRunner(env={"COLUMNS": "80"}).invoke(app, [*arguments, "--help"])
        assert told.exit_code == 0
        return told.stdout

    first = printed()
    commands = re.findall(r"^  ([a-z]+)  ", first.partition("Commands:")[2], re.MULTILINE)
    assert len(commands) > 10
    assert "..." not in first.partition("Commands:")[2]
    assert max(map(len, "\n".join((first, *map(printed, commands))).splitlines())) <= 80


def test_data_root_that_cannot_be_written__is_told_before_prefect_starts(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    failed = run(tmp_path / "data", "refresh")
    assert one_sentence(failed).endswith(
        "data: expected to write here, found: a file; free space or permissions, then try again"
    )


def test_data_root_without_documents__publishes_no_empty_version(data_root: Path) -> None:
    assert refresh(data_root).returncode == 0
    (data_root / "raw").rename(data_root / "disk-not-mounted")
    assert "raw: expected documents, found none; take some in" in one_sentence(refresh(data_root))
    (data_root / "raw").mkdir()
    assert "raw: expected documents, found none; take some in" in one_sentence(refresh(data_root))
    assert len(list((data_root / "processed").glob("2*"))) == 1


def test_serve__wrong_cron_and_taken_port_are_one_sentence_each(tmp_path: Path) -> None:
    assert "cron 'daily at three': expected a schedule" in one_sentence(
        run(tmp_path, "serve", "--cron", "daily at three")
    )
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"port {port}: expected it to be free" in one_sentence(run(tmp_path, "serve", "--port", port))


def test_summary__names_the_data_root_that_only_the_command_line_named(data_root: Path) -> None:
    built = refresh(data_root)
    assert f'load_dataset(data="{data_root}")' in built.stdout
    command = [sys.executable, "-m", "psychobiotics.cli", "refresh", "--no-prefect", "--workers", "1"]
    environment = os.environ | {"PSYCHOBIOTICS_DATA": str(data_root)}
    again = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "load_dataset()" in again.stdout


def test_show__a_name_in_other_letters_or_without_its_year_is_found(data_root: Path) -> None:
    assert refresh(data_root).returncode == 0
    assert run(data_root, "show", "heidarzadeh-rad").stdout.startswith("Heidarzadeh-Rad 2020")


def test_studies__lists_what_show_takes(data_root: Path) -> None:
    assert refresh(data_root).returncode == 0
    heading, *lines = run(data_root, "studies").stdout.splitlines()
    assert heading.split() == ["label", "design", "findings", "id"]
    assert ["Heidarzadeh-Rad", "2020", "post_hoc_analysis"] in [line.split()[:3] for line in lines]
    assert max(map(len, lines)) <= 80
    [row] = csv.DictReader(io.StringIO(run(data_root, "studies", "heidarzadeh", "--format", "csv").stdout))
    assert row["study_id"] == "pmid:32989186"
    assert int(row["n_findings"]) == len(load_dataset(data=data_root).findings.query("study_id == 'pmid:32989186'"))
    nothing = run(data_root, "studies", "xyzzy")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "", "no study holds 'xyzzy'\n")


def test_reader_that_leaves_early__is_no_failure(data_root: Path) -> None:
    assert refresh(data_root).returncode == 0
    shown = subprocess.Popen(
        [sys.executable, "-m", "psychobiotics.cli", "show", "pmid:32989186", "--data", str(data_root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert shown.stdout
    assert shown.stderr
    shown.stdout.close()
    assert shown.stderr.read() == b""
    shown.stderr.close()
    assert shown.wait(60) == 0


def test_dictionary__one_column_comes_with_its_values() -> None:
    command = [sys.executable, "-m", "psychobiotics.cli", "dictionary", "findings.favours"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert lines[0] == "findings.favours  (text)"
    assert [line.split(":")[0].strip() for line in lines[-4:]] == ["intervention", "comparator", "neither", "unclear"]


def test_columns__a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b,c\n1,2,3\n")
    failed = run(tmp_path, "columns", str(tmp_path / "odd.csv"))
    assert one_sentence(failed).startswith("psychobiotics: odd.csv: expected a table")
