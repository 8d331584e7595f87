"""What the listed groups of a study add to its arms: another biotic that is tested, another treatment to compare with.

Pattern: a list that names something tested names its other biotics as tested too; in animals a drug beside a control is
what a biotic is measured against, without one it is tested; in people the second of two treatments without a control
is the comparator, and beside a control each is tested.

Reads rightly: "a synbiotic, a probiotic or placebo" (two tested), "a diet or befriending" (the second compared).
It must not be fooled by: a list of which nothing is tested, diets and stressors of animals (they make the model).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from psychobiotics.extraction.arms.comparators import ComparatorMention
from psychobiotics.extraction.arms.group_lists import GroupMember
from psychobiotics.extraction.arms.interventions import BIOTIC, TypedMention
from psychobiotics.extraction.arms.setting import Setting

_GIVEN = 2  # weight of a mention beside a word of giving
_PAIR = 2


@dataclass(slots=True)
class ListedRoles:
    """What the lists add."""

    tested: list[TypedMention] = field(default_factory=list)
    compared: list[ComparatorMention] = field(default_factory=list)


def roles_of_lists(lists: Iterable[Sequence[GroupMember]], types: Sequence[str], setting: Setting) -> ListedRoles:
    """Further things that listed groups are given, as tested or as compared with.

    Args:
        lists: The groups that sentences list.
        types: Kinds that are known to be tested, the first one first.
        setting: Tells people from animals.
    """
    roles = ListedRoles()
    for members in lists:
        treated = [member for member in members if not member.compared]
        if any(member.kind in types for member in treated):
            _add(roles, members, treated, types, setting)
    return roles


def _add(
    roles: ListedRoles,
    members: Sequence[GroupMember],
    treated: list[GroupMember],
    types: Sequence[str],
    setting: Setting,
) -> None:
    controlled = len(treated) < len(members)
    for member in (member for member in treated if not member.combined):
        known = {*types, *(m.type for m in roles.tested), *(m.type for m in roles.compared)}
        if member.kind in BIOTIC and types[0] in BIOTIC:
            if member.kind not in known:
                roles.tested.append(_mention(member))
        elif setting.species == "human":
            if controlled or len(treated) > _PAIR:
                if member.kind not in known:
                    roles.tested.append(_mention(member))
            elif member is treated[-1] and not roles.compared:
                roles.compared.append(_compared(member))
        elif member.kind == "drug" and "drug" not in known:
            if controlled:
                roles.compared.append(_compared(member))
            else:
                roles.tested.append(_mention(member))


def _mention(member: GroupMember) -> TypedMention:
    return TypedMention(member.start, member.end, member.kind, _GIVEN, member.sentence)


def _compared(member: GroupMember) -> ComparatorMention:
    return ComparatorMention(member.start, member.end, member.kind, of_same_kind=True)
