"""Arms read out of texts of our own: what is given, to what it is compared, with which strains and dose."""

import pytest

from psychobiotics.extraction.arms.arms import extract_arms
from psychobiotics.extraction.reading import SILENT, Reading, Scope
from psychobiotics.normalisation.arms import normalise_arm
from psychobiotics.records.document import Document, Metadata, Quote, Section, SectionKind
from psychobiotics.records.drafts import ArmDraft
from psychobiotics.records.mentions import ArmMention, Fact, Naming


def own_report(title: str, abstract: str) -> tuple[Reading, Scope]:
    text = f"{title}\n{abstract}"
    sections = (
        Section(SectionKind.TITLE, 0, len(title)),
        Section(SectionKind.ABSTRACT, len(title) + 1, len(text)),
    )
    quote = Quote(0, len(title), title)
    metadata = Metadata(title=quote)
    document = Document("doc-1", "0" * 64, "s", "f", "text/plain", "test", text, sections, metadata)
    reading = Reading(document)
    sentences = tuple(s for s in reading.sentences if s.section not in SILENT)
    return reading, Scope("own", Naming.OWN_REPORT, Fact("title", quote, "test"), sentences)


def page_scope(text: str, naming_words: str) -> tuple[Reading, Scope]:
    reading = Reading(Document("doc-2", "0" * 64, "s", "f", "text/plain", "test", text, ()))
    start = text.index(naming_words)
    sentences = tuple(s for s in reading.sentences if naming_words in s.text)
    quote = Quote(start, start + len(naming_words), naming_words)
    return reading, Scope("s1", Naming.AUTHOR_YEAR, Fact("name", quote, "test"), sentences)


def drafts(arms: tuple[ArmMention, ...]) -> tuple[ArmDraft, ...]:
    return tuple(normalise_arm(arm) for arm in arms)


def types(arms: tuple[ArmDraft, ...], role: str) -> list[object]:
    return [a.fields["type"].value for a in arms if a.fields["role"].value == role]


def microbes(arms: tuple[ArmDraft, ...]) -> list[tuple[object, object]]:
    return [
        (s["taxon"].value if "taxon" in s else None, s["strain"].value if "strain" in s else None)
        for a in arms
        for s in a.strains
    ]


CASES = {
    "a prebiotic and a strain in one title": (
        "Effects of inulin and Limosilactobacillus reuteri QX1 on stress in rats.",
        "Here, rats were given inulin, L. reuteri QX1, both or vehicle for four weeks.",
        ["prebiotic", "probiotic"],
        ["placebo"],
        [("Limosilactobacillus reuteri", "QX1")],
    ),
    "live and dead": (
        "Live and heat-killed Limosilactobacillus fermentum QX3 alleviate anxiety-like behaviour in mice.",
        "Here, live or heat-killed QX3 was given to mice for four weeks; controls received vehicle.",
        ["postbiotic", "probiotic"],
        ["placebo"],
        [("Limosilactobacillus fermentum", "QX3"), ("Limosilactobacillus fermentum", "QX3")],
    ),
    "two strains of one species, one placebo": (
        "Effects of Limosilactobacillus fermentum XQ12 and XQ77 on worry in nurses: a randomised trial.",
        "Shift work strains the mind. In this trial, 60 nurses were randomized to receive capsules with both strains "
        "(2 × 10^9 CFU each, once daily) or matching placebo for six weeks.",
        ["probiotic"],
        ["placebo"],
        [("Limosilactobacillus fermentum", "XQ12"), ("Limosilactobacillus fermentum", "XQ77")],
    ),
    "a bracketed designation and a former name": (
        "Lactobacillus rhamnosus (ZQ-9) eases exam stress.",
        "We gave 40 students Lactobacillus rhamnosus (ZQ-9) or a placebo drink daily.",
        ["probiotic"],
        ["placebo"],
        [("Lacticaseibacillus rhamnosus", "ZQ-9")],
    ),
    "microbiota outcomes are not given": (
        "Inulin and mood in adults with obesity: a double-blind trial.",
        "We studied whether 16 g of inulin per day changes mood. Adults received inulin or maltodextrin as placebo. "
        "Inulin increased Bifidobacterium adolescentis and Faecalibacterium prausnitzii, and reduced Bilophila.",
        ["prebiotic"],
        ["placebo"],
        [],
    ),
    "a review gives nothing": (
        "Lactobacillus helveticus NS8 and other psychobiotics: a systematic review.",
        "This review covers trials of Lactobacillus plantarum 299v against placebo.",
        ["probiotic"],
        ["placebo"],
        [],
    ),
    "an untreated model control is inferred in animals": (
        "Bifidobacterium breve QK31 protects mice from stress.",
        "Here, male mice were gavaged with B. breve QK31 for 21 days under restraint. Stressed mice moved less.",
        ["probiotic"],
        ["no_treatment"],
        [("Bifidobacterium breve", "QK31")],
    ),
    "a vehicle is a placebo": (
        "Heat-killed Lactobacillus gasseri TT88 and sleep in rats.",
        "We gave rats heat-killed Lactobacillus gasseri TT88 or vehicle by gavage.",
        ["postbiotic"],
        ["placebo"],
        [("Lactobacillus gasseri", "TT88")],
    ),
    "a synbiotic absorbs its parts": (
        "A synbiotic for constipation in Parkinson's disease.",
        "Here, patients took a synbiotic with the probiotic strain Lacticaseibacillus casei AB-3 and the prebiotic "
        "inulin, or placebo.",
        ["synbiotic"],
        ["placebo"],
        [("Lacticaseibacillus casei", "AB-3")],
    ),
    "a faecal transplant against a sham": (
        "Faecal microbiota transplantation for bipolar disorder: protocol of a pilot trial.",
        "In this study, adults will receive one faecal transplant or a sham enema.",
        ["fmt"],
        ["placebo"],
        [],
    ),
    "usual care": (
        "Probiotic yoghurt in a nursing home.",
        "Residents of this study consumed probiotic capsules or received usual care.",
        ["probiotic"],
        ["usual_care"],
        [],
    ),
    "a positive control is a comparator": (
        "Lactobacillus johnsonii PP5 reverses despair in mice.",
        "We fed mice Lactobacillus johnsonii PP5; fluoxetine served as a positive control, saline by gavage as vehicle.",
        ["probiotic"],
        ["placebo", "drug"],
        [("Lactobacillus johnsonii", "PP5")],
    ),
    "trials that are still needed are no comparator": (
        "An open-label pilot of a probiotic in veterans.",
        "We gave all 20 veterans a probiotic daily. Larger placebo-controlled trials are needed.",
        ["probiotic"],
        [],
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_extract_arms__reads_types_comparators_and_microbes(name: str) -> None:
    title, abstract, interventions, comparators, expected = CASES[name]
    arms = drafts(extract_arms(*own_report(title, abstract)))
    assert types(arms, "intervention") == interventions
    assert sorted(map(str, types(arms, "comparator"))) == sorted(comparators)
    assert microbes(arms) == expected


def test_extract_arms__keys_are_unique_and_quotes_hold() -> None:
    reading, scope = own_report(*CASES["two strains of one species, one placebo"][:2])
    arms = extract_arms(reading, scope)
    assert [arm.key for arm in arms] == ["a1", "a2"]
    quotes = [f.quote for a in arms for f in a.facts] + [f.quote for a in arms for s in a.strains for f in s.facts]
    assert quotes
    assert all(reading.document.text[q.start : q.end] == q.text for q in quotes)
    assert all(any(f.field == "label_reported" for f in a.facts) for a in arms)


def test_extract_arms__dose_of_each_strain_is_summed() -> None:
    arms = drafts(extract_arms(*own_report(*CASES["two strains of one species, one placebo"][:2])))
    assert arms[0].fields["dose_cfu_per_day"].value == pytest.approx(4e9)
    assert arms[0].fields["dose_basis"].value == "each_strain"


def test_extract_arms__grams_of_a_prebiotic() -> None:
    arms = drafts(extract_arms(*own_report(*CASES["microbiota outcomes are not given"][:2])))
    assert arms[0].fields["dose_g_per_day"].value == pytest.approx(16)
    assert "dose_cfu_per_day" not in arms[0].fields


PAGE = (
    "Calm from the gut: CEREBIOME® news\n\nIn 2021, Miller et al. gave CEREBIOME® to 50 adults next to their "
    "antidepressants.\n\nAnother study by Okafor in 2019 showed the same in rats.\n\n"
    "CEREBIOME® is a blend of Lactobacillus helveticus Rosell®-52 and Bifidobacterium longum Rosell®-175."
)


def test_extract_arms__takes_the_strains_of_a_product_from_the_page() -> None:
    (arm,) = drafts(extract_arms(*page_scope(PAGE, "Miller et al.")))
    assert arm.fields["product_id"].value == "cerebiome"
    assert microbes((arm,)) == [("Lactobacillus helveticus", "R0052"), ("Bifidobacterium longum", "R0175")]


def test_extract_arms__lends_the_page_product_to_a_study_that_names_none() -> None:
    (arm,) = drafts(extract_arms(*page_scope(PAGE, "Okafor")))
    assert arm.fields["product"].value == "CEREBIOME"
    assert arm.fields["product"].method.startswith("inferred:")


def test_extract_arms__invents_no_strains_for_a_product_that_the_page_does_not_define() -> None:
    text = "News\n\nIn 2021, Miller et al. gave CEREBIOME® to 50 adults."
    (arm,) = drafts(extract_arms(*page_scope(text, "Miller et al.")))
    assert arm.fields["product_id"].value == "cerebiome"
    assert arm.strains == ()


def test_extract_arms__reads_the_treatment_that_it_is_added_to() -> None:
    text = "News\n\nMiller et al. used a probiotic as an adjunct to standard antidepressant medication in 2021."
    (arm,) = drafts(extract_arms(*page_scope(text, "Miller et al.")))
    assert arm.fields["adjunct_to"].value == "antidepressant"


def test_extract_arms__a_sentence_without_an_intervention_gives_no_arm() -> None:
    assert extract_arms(*page_scope("Weather\n\nSmith et al. measured rain in 2020.", "Smith et al.")) == ()


@pytest.mark.parametrize(
    ("title", "abstract", "tested", "compared"),
    [
        (
            "Worry on a diet rich in fermented and prebiotic foods: a randomised study in adults.",
            "We randomised 40 adults to a diet with plenty of kefir (n = 20) or a control diet (n = 20).",
            ["diet"],
            ["diet"],
        ),
        (
            "Sleep after two weeks of vegan versus meat-rich diets in healthy adults.",
            "We randomised 30 adults to one of the diets for two weeks.",
            ["diet"],
            ["diet"],
        ),
        (
            "A low-protein diet eases tremor in mice with parkinsonism.",
            "Here, we found that mice on the diet moved more than mice of the model group.",
            ["diet"],
            ["no_treatment"],
        ),
        (
            "A dietary intervention in pregnancy and the mood of mothers: a randomised trial.",
            "We advised mothers to eat more fermented foods and prebiotics, or gave them routine care.",
            ["diet"],
            ["usual_care"],
        ),
        (
            "Stool of anxious mice makes others anxious.",
            "Here, transplanting fecal microbiota from anxious mice into calm ones reduced exploration.",
            ["fmt"],
            None,
        ),
        (
            "Sleep of drivers after inulin: a crossover trial.",
            "In this trial, drivers drank inulin or the same amount of maltodextrin before bedtime.",
            ["prebiotic"],
            ["placebo"],
        ),
        (
            "Iron with or without Lactobacillus casei in tired women: a randomised trial.",
            "In this trial, women received iron plus L. casei EX-77, iron alone, or placebo.",
            ["probiotic"],
            ["placebo"],
        ),
        (
            "Inulin in addition to usual treatment for low mood: a randomised trial.",
            "We gave patients inulin or placebo in addition to treatment as usual.",
            ["prebiotic"],
            ["placebo"],
        ),
        (
            "Aerobic exercise and the gut of parkinsonian mice.",
            "We compared exercised mice with sham-operated mice (sham) and with mice of the model group.",
            ["other"],
            ["no_treatment"],
        ),
        (
            "What pharmacists know of probiotics: a cross-sectional study.",
            "In this survey, 90 pharmacists were asked about probiotics and their use.",
            [],
            [],
        ),
        (
            "Extract of nettle alleviates colitis in rats.",
            "Here, rats with colitis got the extract; it shortened the illness compared with the model group.",
            ["other"],
            ["no_treatment"],
        ),
    ],
)
def test_extract_arms__reads_what_is_no_biotic(
    title: str, abstract: str, tested: list[str], compared: list[str] | None
) -> None:
    found = drafts(extract_arms(*own_report(title, abstract)))
    assert types(found, "intervention") == tested
    assert compared is None or types(found, "comparator") == compared


@pytest.mark.parametrize(
    "abstract",
    [
        "In this trial, nurses received L. casei EX-77 and kept their usual diet.",
        "In this trial, nurses took L. casei EX-77, with a last visit after 3 weeks without treatment.",
        "In this trial, nurses received L. casei EX-77 in addition to standard care.",
    ],
)
def test_extract_arms__sees_no_comparator_in_what_all_do(abstract: str) -> None:
    found = drafts(extract_arms(*own_report("Lactobacillus casei in nurses: an open trial.", abstract)))
    assert types(found, "comparator") == []


def test_extract_arms__believes_a_bare_genus_that_is_fed_to_animals() -> None:
    title = "Cage mates share their microbes and their memory."
    fed = "Here, gavage with Lactobacillus and Bifidobacterium restored memory in mice."
    seen = "Here, memory of mice rose with the abundance of Lactobacillus and Bifidobacterium."
    assert microbes(drafts(extract_arms(*own_report(title, fed)))) == [
        ("Lactobacillus", None),
        ("Bifidobacterium", None),
    ]
    assert microbes(drafts(extract_arms(*own_report(title, seen)))) == []


def test_normalise_arm__believes_the_text_where_a_strain_is_only_spelled_alike() -> None:
    title = "Bifidobacterium longum BL04 and sleep: a randomised trial."
    found = drafts(extract_arms(*own_report(title, "We gave 40 men B. longum BL04 or placebo for a month.")))
    assert microbes(found) == [("Bifidobacterium longum", "BL04")]


@pytest.mark.parametrize(
    ("title", "abstract", "tested", "compared"),
    [
        (
            "Exaloxetine versus exafaxine in anxious adults: a randomised trial.",
            "We randomised 60 adults to exaloxetine or exafaxine for 8 weeks.",
            ["drug"],
            ["drug"],
        ),
        (
            "Examycin for low mood: a randomised trial.",
            "Sixty adults were randomised to receive either examycin (n = 30) or no examycin (n = 30).",
            ["drug"],
            ["no_treatment"],
        ),
        (
            "Quatromab before surgery: a phase II trial.",
            "Patients were randomly assigned to quatromab with octanib (group A, n = 20), octanib (group B, n = 21).",
            ["drug"],
            ["drug"],
        ),
        (
            "Sleep in women receiving exatrozole: a randomised trial of yoga.",
            "We randomised 60 women to yoga or a waiting list.",
            ["psychological"],
            ["no_treatment"],
        ),
        (
            "Kefir against octaplatin-induced fatigue: a randomised trial.",
            "We randomised 60 adults to kefir or placebo.",
            ["fermented_food"],
            ["placebo"],
        ),
        (
            "Infection and gait in parkinsonism: a randomised placebo-controlled trial.",
            "In this trial, adults were randomised to receive eradication therapy or placebo capsules.",
            ["drug"],
            ["placebo"],
        ),
        (
            "Feedback of symptoms in general practice: a randomised study.",
            "We randomised practices to feedback. Patients were treated with antidepressants as needed.",
            [],
            [],
        ),
        (
            "Gut microbes in depression before and after exaoxetine.",
            "We studied adults with depression treated with antidepressants and healthy controls.",
            [],
            [],
        ),
    ],
)
def test_extract_arms__knows_drugs_by_the_endings_of_their_names(
    title: str, abstract: str, tested: list[str], compared: list[str]
) -> None:
    found = drafts(extract_arms(*own_report(title, abstract)))
    assert types(found, "intervention") == tested
    assert types(found, "comparator") == compared


@pytest.mark.parametrize(
    ("title", "abstract", "microbes", "tested"),
    [
        (
            "A synbiotic and an antidepressant in pilots.",
            "Adding a synbiotic (SYN; Bifidobacterium longum and Lactobacillus acidophilus with inulin) to an "
            "antidepressant was evaluated. Adults were randomised to SYN or placebo.",
            2,
            ["synbiotic"],
        ),
        (
            "A prebiotic for the bowels of pilots.",
            "We compared Bifidobacterium breve XQ-5 alone with the same strain and 5 g galacto-oligosaccharide "
            "in a randomised trial.",
            1,
            ["prebiotic", "probiotic"],
        ),
    ],
)
def test_extract_arms__hold_the_microbes_told_in_a_bracket_or_beside_a_prebiotic(
    title: str, abstract: str, microbes: int, tested: list[str]
) -> None:
    arms = extract_arms(*own_report(title, abstract))
    assert sorted(types(drafts(arms), "intervention"), key=str) == tested
    assert sum(len(arm.strains) for arm in arms) == microbes
