"""Names that name no outcome, and predicates that are none, in words of our own."""

import pytest

from tests.unit.test_findings import told

EMPTY = (
    "There were no significant treatment effects.",
    "No differences in the secondary outcomes were found.",
    "The greatest percentage increased.",
    "Then S decreased.",
    "There was no significant difference in mean changes between the groups.",
)

NAMED = {
    "The number of colds decreased.": ["number of colds: decrease"],
    "Reaction time decreased.": ["Reaction time: decrease"],
    "There was no difference in mean weight.": ["mean weight: no_difference"],
    # a predicate tells its subject, unless that is people
    "Feelings of thirst were more intense after the fast.": ["Feelings of thirst: increase"],
    "Cramps were less pronounced with the tea.": ["Cramps: decrease"],
    "The patients were more alert with the tea.": ["alert: increase"],
}


@pytest.mark.parametrize("sentence", EMPTY)
def test_findings__leave_out_names_that_name_nothing(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize("sentence", NAMED)
def test_findings__keep_what_names_an_outcome(sentence: str) -> None:
    assert told(sentence) == NAMED[sentence]
