"""What a page says of itself, which studies it tells, and which of its sentences speak of each."""

from hashlib import sha256

import pytest

from psychobiotics.extraction.claims import extract_claims
from psychobiotics.extraction.documents.web_page import extract_document_facts
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.studies.references import find_references
from psychobiotics.extraction.studies.study_naming import find_scopes
from psychobiotics.normalisation.bibliography import normalise_bibliography
from psychobiotics.normalisation.claims import normalise_claim
from psychobiotics.normalisation.document_facts import normalise_document
from psychobiotics.parsing.language import detect_language
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem, SectionKind
from psychobiotics.records.mentions import Naming

PADDING = "Gut and mood are linked in many ways that scientists are only beginning to map out in some detail today."


def read(text: str) -> Reading:
    data = text.encode()
    item = RawItem(sha256(data).hexdigest(), "page.txt", "page.txt", "page.txt", "")
    [document] = parse_item(item, data)
    assert isinstance(document, Document), document
    return Reading(document)


def page(*paragraphs: str, title: str = "Do microbes lift the mood of tired nurses") -> Reading:
    return read("\n\n".join(["News | Reading Time 2 minutes", title, PADDING, *paragraphs]))


def names(scope: Scope) -> tuple[object, object]:
    values = normalise_bibliography(scope.facts)
    author, year = values.get("first_author"), values.get("year")
    return (author.value if author else None, year.value if year else None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Berger et al. (2018) gave a yoghurt to 40 nurses.", ("Berger", 2018)),
        ("In 2018, Berger and colleagues gave a yoghurt to 40 nurses.", ("Berger", 2018)),
        ("A yoghurt calmed nurses (Berger et al., 2018).", ("Berger", 2018)),
        ("The effect was first seen by Berger in 2018.", ("Berger", 2018)),
        ("A 2018 review found that yoghurts calm nurses.", (None, 2018)),
        ("A trial published in a nursing journal in 2018 found calmer nurses.", (None, 2018)),
    ],
)
def test_find_scopes__reads_the_usual_ways_to_name_a_study(sentence: str, expected: tuple[object, object]) -> None:
    [scope] = find_scopes(page(sentence))
    assert names(scope) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Five clinical studies and several reviews suggest that yoghurts are good for nurses.",
        "The company was founded in 1934 and has sold yoghurts in 60 countries since.",
        "In 2019 the dairy opened a second plant, which makes a new yoghurt for hospitals.",
        "A new study of [insert study details] will be added here.",
    ],
)
def test_find_scopes__is_not_fooled_by_general_statements(sentence: str) -> None:
    assert find_scopes(page(sentence)) == ()


def test_find_scopes__an_anonymous_trial_told_throughout_is_one_study() -> None:
    scopes = find_scopes(
        page(
            "A new study shows that a yoghurt calms nurses. The researchers gave it to 40 nurses for eight weeks.",
            "The participants slept better. The study was small.",
        )
    )
    assert [scope.naming for scope in scopes] == [Naming.DESCRIBED]
    assert any("40 nurses" in sentence.text for sentence in scopes[0].sentences)


def test_find_scopes__sentences_go_to_the_study_named_last() -> None:
    scopes = find_scopes(
        page(
            "Berger et al. (2018) gave a yoghurt to 40 nurses. They slept better after it.",
            "A 2020 review found no effect on anxiety. However, depression scores improved.",
            "Nurses should ask their doctor before they change anything.",
        )
    )
    told = [[sentence.text for sentence in scope.sentences] for scope in scopes]
    assert told == [
        ["Berger et al. (2018) gave a yoghurt to 40 nurses.", "They slept better after it."],
        ["A 2020 review found no effect on anxiety.", "However, depression scores improved."],
    ]


def test_find_scopes__a_citation_on_a_line_of_its_own_heads_what_is_told_below() -> None:
    scopes = find_scopes(
        page(
            "1 // YOGHURT FOR NURSES",
            "Berger A et al., Ann Milk, 2018",
            "Who: 40 nurses who work at night\nDesign: double-blind trial",
            "Pain was lower with yoghurt. Sleep stayed as it was.",
            "2 // MILK FOR COOKS",
            "Lindqvist and Moreno, J Kitchens, 2019 (not peer reviewed)",
            "No effect of milk on fatigue.",
            "Read the next issue",
            "Milk is white.",
        )
    )
    assert [names(scope) for scope in scopes] == [("Berger", 2018), ("Lindqvist", 2019)]
    told = [[sentence.text for sentence in scope.sentences][1:] for scope in scopes]
    assert told == [
        ["Who: 40 nurses who work at night", "Design: double-blind trial", "Pain was lower with yoghurt.",
         "Sleep stayed as it was."],
        ["No effect of milk on fatigue."],
    ]  # fmt: skip


def test_find_scopes__reanalysis_takes_its_reference_and_finds_its_parent() -> None:
    scopes = find_scopes(
        page(
            "A new post hoc analysis shows that a yoghurt raises hormones in nurses.",
            "Previously, in 2018, Berger et al. had followed 40 nurses with low mood for eight weeks.",
            "Reference: Novak, P., et al. (2020). Yoghurt and hormones: A Post Hoc Analysis of a Randomized Clinical Trial. "
            "Journal of Dairy Moods, 26(4), 486-495.",
        )
    )
    assert [names(scope) for scope in scopes] == [("Novak", 2020), ("Berger", 2018)]
    assert scopes[0].parent_key == scopes[1].key
    assert [(fact.concept, fact.inferred) for fact in scopes[1].facts if fact.field == "design"] == [("rct", True)]


@pytest.mark.parametrize(
    "entry",
    [
        "Novak, P., & Kim, B. (2020). Yoghurt and the moods of nurses on call. Journal of Dairy Moods, 26(4), 486-495. "
        "https://doi.org/10.1000/abc.123",
        "1. Novak P, Kim B. Yoghurt and the moods of nurses on call. Journal of Dairy Moods. 2020;26(4):486-495. "
        "doi:10.1000/abc.123",
    ],
)
def test_find_references__takes_common_styles_apart(entry: str) -> None:
    [reference] = find_references(page(f"References\n{entry}"))
    values = {name: value.value for name, value in normalise_bibliography(reference.facts).items()}
    assert values["first_author"] == "Novak"
    assert (values["year"], values["volume"], values["issue"], values["pages"]) == (2020, "26", "4", "486-495")
    assert values["title"] == "Yoghurt and the moods of nurses on call"
    assert values["journal"] == "Journal of Dairy Moods"
    assert values["doi"] == "10.1000/abc.123"


def facts_of(reading: Reading) -> dict[str, object]:
    values = normalise_document(extract_document_facts(reading), reading.document)
    return {name: value.value for name, value in values.items()}


def test_document_facts__a_maker_on_its_own_product_is_a_press_release() -> None:
    facts = facts_of(
        page(
            "CALMYO® raises the mood of nurses, Dairy Health Group found. Our proprietary cultures are unique.",
            "About Dairy Health Group",
            "Founded in 1934, Dairy Health Group is a probiotic manufacturer with headquarters in Bern.",
        )
    )
    assert facts["kind"] == "press_release"
    assert facts["publisher"] == "Dairy Health Group"
    assert facts["has_commercial_interest"] is True
    assert "manufacturer" in facts["commercial_signals"]  # type: ignore[operator]


def test_document_facts__coupons_and_advice_make_a_blog() -> None:
    facts = facts_of(
        page(
            "Published Mar 3, 2023 | Updated Jan 11, 2024",
            "Let’s take a look at what your gut does to your mood, and what you can do for it.",
            "10% Coupon Code: CALM10",
            "GutNotes uses cookies to make your visit better.",
        )
    )
    assert facts["kind"] == "blog"
    assert facts["publisher"] == "GutNotes"
    assert facts["commercial_signals"] == ("coupon_code",)


def test_document_facts__regulatory_wording_is_kept() -> None:
    facts = facts_of(page("These statements have not been evaluated by the authority that supervises foods."))
    assert "have not been evaluated by" in str(facts["disclaimer"])


def test_claims__hedging_polarity_and_population() -> None:
    reading = page("Probiotics may help people with anxiety.", "Probiotics do not improve anxiety in mice at all.")
    claims = [normalise_claim(claim).fields for claim in extract_claims(reading, ())]
    told = [(c["polarity"].value, c["certainty"].value, c["population"].value) for c in claims]
    assert told == [("supports", "hedged", "human"), ("refutes", "asserted", "animal")]


def test_claims__questions_and_notices_claim_nothing() -> None:
    reading = page("Could probiotics help you to sleep better?", "We use cookies to improve this site for you.")
    assert extract_claims(reading, ()) == ()


@pytest.mark.parametrize(
    ("paragraph", "publisher"),
    [
        (
            "BERN, Oct. 30, 2023 (MADEUPWIRE) -- Dairy Health Group, Inc. (NASDAQ: DHGX) today announced a trial.",
            "Dairy Health Group",
        ),
        ("Peer-Reviewed Publication\n\nUniversity of Upper Bern", "University of Upper Bern"),
        ("GutNotes is reader-supported.", "GutNotes"),
        ("Published 11 September 2023 in the Northern Nurse Weekly", "Northern Nurse Weekly"),
        ("Posted on July 2, 2021 by Upper Bern Ageing Trust", "Upper Bern Ageing Trust"),
        ("© 2024 Dairy & Daughters LLC. All rights reserved.", "Dairy & Daughters"),
    ],
)
def test_document_facts__the_publisher_is_read_off_many_signs(paragraph: str, publisher: str) -> None:
    assert facts_of(page(paragraph))["publisher"] == publisher


def test_document_facts__a_person_who_posts_is_no_publisher() -> None:
    assert "publisher" not in facts_of(page("Posted on July 2, 2021 by Ann Berger"))


def test_document_facts__the_dateline_of_a_release_dates_the_page() -> None:
    facts = facts_of(
        page("BERN, Switzerland, Oct. 30, 2023 (MADEUPWIRE) -- Dairy Health Group today announced a trial.")
    )
    assert (str(facts["published_on"]), facts["kind"]) == ("2023-10-30", "press_release")


def test_document_facts__a_shop_sells_and_its_disclaimer_shows_that_it_promises() -> None:
    facts = facts_of(
        page(
            "$39.95 In stock. Add to cart. Supplement facts: serving size 1 capsule.",
            "These statements have not been evaluated by the Food and Drug Administration.",
        )
    )
    assert (facts["kind"], facts["commercial_signals"]) == ("product_page", ("promotional_claim", "sells_product"))


def read_html(body: str, head: str = "") -> Document:
    data = f"<html lang='en'><head><title>Soup for cleaners - The Ladle</title>{head}</head><body>{body}</body></html>"
    item = RawItem(sha256(data.encode()).hexdigest(), "page.html", "page.html", "page.html", "")
    [document] = parse_item(item, data.encode())
    assert isinstance(document, Document), document
    return document


PROSE = "".join(
    f"<p>In the {nth} week the cleaners of the town hall drank their soup before the shift, and their mood was asked "
    "about at dawn by a neighbour who did not know what they had been given to drink.</p>"
    for nth in ("first", "second", "third", "fourth", "fifth")
)
ARTICLE = (
    f"<article><h1>Soup for cleaners</h1>{PROSE}<h2>What the soup did</h2>{PROSE.replace('week', 'month')}</article>"
)
OTHERS = "".join(
    f"<div><h3><a href='/{n}'>{name}</a></h3><p>2 hours ago</p></div>"
    for n, name in enumerate(("A lake runs dry", "Trains are late again", "The mayor's cat is back"))
)
MENU = "<div><ul><li><a href='/c'>Cleaners</a></li><li><a href='/s'>Soup</a></li><li><a href='/w'>World</a></li></ul></div>"


def article_of(document: Document) -> str:
    kinds = {SectionKind.BOILERPLATE, SectionKind.METADATA}
    return "\n".join(document.text[s.start : s.end] for s in document.sections if s.kind not in kinds)


def test_page__headings_of_other_articles_and_words_of_menus_are_not_its_text() -> None:
    text = article_of(read_html(f"{MENU}{ARTICLE}<div>{OTHERS}</div>{MENU}<p>{'Write to us. ' * 3}</p>"))
    assert "What the soup did" in text
    assert "In the fifth month the cleaners" in text
    assert "Trains are late again" not in text
    assert "World" not in text


def test_page__long_talk_of_readers_is_not_its_text() -> None:
    talk = "".join(
        f"<div class='comment-body'><p>I am reader {n}, and I say that {'soup is for cleaners what tea is for us, ' * 9}"
        "and that is all.</p></div>"
        for n in range(40)
    )
    short = f"<h1>Soup for cleaners</h1>{PROSE}"
    text = article_of(read_html(f"<div class='post'>{short}</div><div class='comment-list'>{talk}</div>"))
    assert "In the fifth week the cleaners" in text
    assert "I am reader" not in text
    assert "I am reader" in article_of(
        read_html(f"<div class='no-comments'>{short}{talk.replace('comment', 'part')}</div>")
    )


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ('<time class="entry-date published" datetime="2019-08-02T15:57:41+00:00">2 August</time>', "2019-08-02"),
        ('<time itemprop="datePublished" datetime="2019-08-02">2 August</time>', "2019-08-02"),
        (
            '<time class="published" datetime="2019-08-02">A</time><time class="published" datetime="2018-01-01">B</time>',
            None,
        ),
        ("<ul><li>Date 03.12.2013</li></ul>", "03.12.2013"),
    ],
)
def test_page__dates_that_the_markup_of_its_text_tells(markup: str, published: str | None) -> None:
    date = read_html(f"{ARTICLE}<div>{markup}</div>").metadata.published_on
    assert (date.text if date else None) == published


def test_language__letters_of_formulas_are_no_words() -> None:
    formulas = "a i o v z k s u y a i k s v z o u a i v k s z " * 20
    assert detect_language(f"the matrix of the model and the vector are given by {formulas}") in (None, "en")


@pytest.mark.parametrize(
    ("paragraph", "publisher"),
    [
        ("At Dairywell, we are asked about yoghurts every day.", "Dairywell"),
        ("Upper Bern Sleep Clinic · 3 June 2020", "Upper Bern Sleep Clinic"),
        ("CALMYO™ is distributed by Dairy Health Group in forty countries.", "Dairy Health Group"),
    ],
)
def test_document_facts__the_publisher_speaks_of_itself(paragraph: str, publisher: str) -> None:
    assert facts_of(page(paragraph))["publisher"] == publisher


def test_page__a_site_behind_its_title_publishes_it() -> None:
    document = read(f"What yoghurts do for tired nurses | Dairywell\n\n{PADDING}\n\nNurses like them.").document
    assert document.metadata.title is not None
    assert document.metadata.title.text == "What yoghurts do for tired nurses"
    assert document.metadata.publisher is not None
    assert document.metadata.publisher.text == "Dairywell"


def test_document_facts__a_blog_that_also_sells_stays_a_blog() -> None:
    facts = facts_of(
        page("Key takeaways", "Your gut is yours: feed it what you like, and your mood may follow you.", "Shop now.")
    )
    assert (facts["kind"], facts["commercial_signals"]) == ("blog", ("sells_product",))


def test_document_facts__a_university_on_research_tells_of_its_own() -> None:
    facts = facts_of(page("Peer-Reviewed Publication\n\nUniversity of Upper Bern", "Scientists in Bern fed nurses."))
    assert facts["kind"] == "press_release"
