import json

import pytest
from django.core.management import CommandError, call_command

from comments.links import verdicts
from comments.links.record import target_of
from comments.models import Comment, LinkProposal, LinkTarget, LinkVerdict, State
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


def told(capsys, *command, **options):
    call_command(*command, **options)
    return capsys.readouterr().out


def test_links_show_says_what_is_known_of_every_part_of_an_address(capsys):
    make_comment(text="https://spa.example/salt")
    verdicts.decide(LinkTarget.objects.get(value="spa.example"), "hold", by=None)
    assert told(capsys, "links", "show", "spa.example/salt/x").splitlines() == [
        "domain   spa.example: hold; 1 comment, 1 waiting, 0 spam",
        "path     spa.example/salt: hold; 1 comment, 1 waiting, 0 spam",
        "path     spa.example/salt/x: never linked to",
    ]


def test_links_decide_does_what_a_moderator_does(capsys):
    comment, sam = make_comment(text="https://spa.example/salt"), make_user("Moderator", username="sam")
    dry = ["links", "decide", "spa.example", "reject", "--with-waiting", "--by", "sam"]
    assert "1 rejected" in told(capsys, *dry, "--dry-run")
    assert not LinkVerdict.objects.exists()
    told(capsys, "links", "decide", "never-seen.example", "reject", "--dry-run")
    assert not LinkTarget.objects.filter(value="never-seen.example").exists()
    assert "1 rejected" in told(capsys, *dry)
    assert LinkVerdict.objects.get().by == sam
    assert Comment.objects.get(pk=comment.pk).state == State.REJECTED


@pytest.mark.parametrize(
    "wrong",
    [
        ["links", "decide", "not a site", "strip"],
        ["links", "decide", "spa.example", "burn"],
        ["links", "decide", "spa.example", "strip", "--scope", "account"],
        ["links", "decide", "spa.example", "strip", "--by", "nobody"],
        ["links", "decide", "spa.example", "strip", "--note", "n" * 501],
        ["links", "show", ""],
        ["import_verdicts", "no-such-file"],
    ],
)
def test_what_cannot_be_done_is_refused_in_words(wrong):
    with pytest.raises(CommandError):
        call_command(*wrong)
    assert not LinkVerdict.objects.exists()


def test_exported_verdicts_are_proposed_where_they_are_imported(capsys, tmp_path):
    for url, treatment in [("https://spa.example/salt", "strip"), ("https://x.com/jo", "reject")]:
        verdicts.decide(target_of(url), treatment, by=None, note="shop")
    file = tmp_path / "verdicts.jsonl"
    file.write_text(told(capsys, "export_verdicts"))
    assert told(capsys, "import_verdicts", str(file)) == "0 proposed, 2 known already, 0 left out.\n"
    for verdict in LinkVerdict.objects.all():
        verdicts.undo(verdict, by=None)
    assert told(capsys, "import_verdicts", str(file)) == "2 proposed, 0 known already, 0 left out.\n"
    assert told(capsys, "import_verdicts", str(file)) == "0 proposed, 2 known already, 0 left out.\n"
    proposed = LinkProposal.objects.open().values_list("target__value", "treatment", "note", "source")
    assert sorted(proposed) == [
        ("spa.example/salt", "strip", "shop", "verdicts.jsonl"),
        ("x.com/jo", "reject", "shop", "verdicts.jsonl"),
    ]
    assert not LinkTarget.objects.exclude(verdict=None).exists()


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        json.dumps({"scope": "domain", "value": "spa.example", "treatment": "burn"}),
        json.dumps({"scope": "host", "value": "spa.example", "treatment": "strip"}),
        json.dumps({"scope": "domain", "value": 3, "treatment": "strip"}),
        json.dumps({"scope": "domain", "value": "spa.example", "treatment": ["strip"]}),
        json.dumps({"scope": "domain", "value": "spa.example", "treatment": "strip", "note": "n" * 501}),
    ],
)
def test_a_line_that_is_no_verdict_is_named_and_left_out(line, tmp_path, capsys):
    file = tmp_path / "verdicts.jsonl"
    good = json.dumps({"scope": "domain", "value": "good.example", "treatment": "allow"})
    file.write_text(f"{line}\n{good}\n")
    with pytest.raises(CommandError):
        call_command("import_verdicts", str(file))
    told = capsys.readouterr()
    assert "Line 1 was left out" in told.err
    assert "1 proposed, 0 known already, 1 left out." in told.out
