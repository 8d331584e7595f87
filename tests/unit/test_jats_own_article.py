"""An article of our own with every place that words may stand in: each stands in the text once."""

import re
from collections import Counter
from hashlib import sha256

from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem, SectionKind

ARTICLE = """<article><front><journal-meta><notes><p>Tokena.</p></notes></journal-meta><article-meta>
<title-group><article-title>Yoghurt</article-title>
<trans-title-group><trans-title>Tokent1</trans-title><trans-subtitle>Tokent2</trans-subtitle></trans-title-group>
<alt-title>Tokent3</alt-title></title-group>
<contrib-group><contrib><name><surname>Lee</surname><given-names>A</given-names><suffix>Tokenc1</suffix></name>
<address><institution>Tokenc2</institution><country>Tokenc3</country></address><bio><p>Tokenb.</p></bio></contrib>
<contrib contrib-type="editor"><name><surname>Tokenc4</surname><given-names>B</given-names></name></contrib>
<on-behalf-of>Tokenc5</on-behalf-of><contrib><collab>Tokenc6 Group<contrib-group><contrib><name><surname>Tokenc7</surname>
<given-names>F</given-names></name></contrib></contrib-group></collab></contrib><contrib><name-alternatives><string-name>Tokenc8
</string-name><name><surname>Tokenc9</surname><given-names>G</given-names></name></name-alternatives>
<author-comment><p>Tokenc10</p></author-comment></contrib></contrib-group>
<article-categories><series-title>Tokend1</series-title></article-categories>
<aff><label>1</label><institution>Tokend2</institution><country>Tokend3</country></aff>
<conference><conf-name>Tokend4</conf-name><conf-loc>Tokend5</conf-loc></conference><product><source>Tokend6</source></product>
<supplementary-material><caption><p>Tokend7</p></caption></supplementary-material>
<kwd-group><compound-kwd><compound-kwd-part>Tokend8</compound-kwd-part><compound-kwd-part>Tokend9</compound-kwd-part>
</compound-kwd></kwd-group>
<author-notes><title>Tokenn1</title><fn><label>Tokenn2</label><p>Tokenn3.</p></fn>
<corresp><label>Tokenn4</label>Tokenn5</corresp></author-notes>
<abstract><title>Tokens1</title><p>Tokenc.</p></abstract><abstract xml:lang="es"><p>Tokend.</p></abstract>
<abstract abstract-type="teaser"><title>Tokens2</title><p>Tokens3.</p></abstract>
<trans-abstract><title>Tokens4</title><p>Tokens5.</p></trans-abstract>
<funding-group><award-group><funding-source>Tokenf1</funding-source><principal-award-recipient><name>
<surname>Tokenf2</surname><given-names>C</given-names></name></principal-award-recipient></award-group></funding-group>
<custom-meta-group><custom-meta><meta-name>Tokenm1</meta-name><meta-value>Tokenm2</meta-value></custom-meta>
</custom-meta-group></article-meta>
<notes><title>Tokene1</title><p>Tokene.</p></notes></front>
<body><p>Tokenf <list><title>Tokenl1</title><list-item><p>Tokeng.</p></list-item>
<list-item><label>Tokenl2</label><title>Tokenl3</title><p>Tokenl4.</p></list-item></list> after.</p>
<sec><label>Tokenh1</label><p>Tokenh2.</p></sec>
<sec><title>Results</title><p>Tokenh.</p><boxed-text><label>Tokenx1</label><caption><title>Tokenx2</title>
<p>Tokenx3.</p></caption><title>Tokenx4</title><p>Tokeni.</p><attrib>Tokenx5</attrib></boxed-text>
<disp-quote><p>Tokenq1.</p><attrib>Tokenq2</attrib></disp-quote>
<statement><label>Tokeno1</label><title>Tokeno2</title><p>Tokeno3.</p></statement>
<verse-group><title>Tokenv1</title><subtitle>Tokenv2</subtitle><verse-line>Tokenv3</verse-line><verse-line>Tokenv4
</verse-line><attrib>Tokenv5</attrib></verse-group>
<p>So<disp-formula><label>Tokenp1</label>Tokenp2</disp-formula>Tokenp3</p><graphic><caption><p>Tokenp4</p></caption></graphic>
<address><institution>Tokenp5</institution><country>Tokenp6</country></address>
<def-list><title>Tokenj1</title><term-head>Tokenj3</term-head><def-head>Tokenj4</def-head><def-item><label>Tokenj2</label><term>Tokenj</term><def><p>Tokenk.</p></def></def-item>
</def-list><fig-group><label>Tokeng1</label><caption><title>Tokeng2</title><p>Tokeng3.</p></caption>
<fig><label>Tokeng4</label><caption><p>Tokenl.</p></caption><attrib>Tokeng5</attrib>
<permissions><license><license-p>Tokenm.</license-p></license></permissions></fig></fig-group>
<table-wrap-group><caption><title>Tokenw1</title></caption>
<table-wrap><caption><p>Tokenn.</p></caption><caption><p>Tokenw2.</p></caption>
<table><thead><tr><th>Tokeno</th><th colspan="2">Tokenp</th></tr></thead>
<tbody><tr><td rowspan="2">Tokenq</td><td>Tokenr<table><tr><td>Tokens</td></tr></table></td><td>Tokent</td></tr>
<tr><td>Tokenu</td><td/></tr></tbody></table><table-wrap-foot><p>Tokenv.</p><fn><label>Tokenw3</label><p>Tokenw4.</p></fn>
<attrib>Tokenw5</attrib></table-wrap-foot></table-wrap></table-wrap-group></sec></body>
<back><title>Tokeny4</title><ack><p>Tokenw.</p></ack><app-group><app><label>Tokeny1</label><title>Tokeny2</title><p>Tokenx.</p></app></app-group>
<ref-list><label>Tokenr9</label><title>Tokenr1</title><ref><label>1</label><citation-alternatives>
<element-citation><person-group><name><surname>Tokenr2</surname><given-names>D</given-names></name></person-group>
<collab>Tokenr3</collab><source>Tokenr4</source><source>Tokenr5</source><lpage>Tokenr6</lpage></element-citation>
<mixed-citation>Tokenr7, in its own words.</mixed-citation></citation-alternatives><note><p>Tokenr8</p></note></ref></ref-list>
</back><floats-group><table-wrap><table><caption><p>Tokeny3</p></caption><tr><td>Tokeny</td></tr></table></table-wrap></floats-group>
<sub-article><front-stub><title-group><article-title>Tokenu1</article-title></title-group><contrib-group>
<contrib contrib-type="reviewer"><name><surname>Tokenu2</surname><given-names>E</given-names></name></contrib><aff>Tokenu3</aff>
</contrib-group><author-notes><fn><p>Tokenu4.</p></fn></author-notes><abstract><title>Tokenu5</title><p>Tokenz.</p></abstract>
</front-stub><body><p>Token0.</p></body><response><front><article-meta><title-group><article-title>Tokenu6</article-title>
</title-group></article-meta></front><body><p>Tokenu7.</p></body></response></sub-article>
<response><front-stub><abstract><p>Token1.</p></abstract></front-stub><body><p>Token2.</p></body></response></article>"""


def parsed() -> Document:
    data = ARTICLE.encode()
    [document] = parse_item(RawItem(sha256(data).hexdigest(), "a.nxml", "a.nxml", "a.nxml", ""), data)
    assert isinstance(document, Document)
    return document


def test_jats__every_word_of_every_place_stands_in_the_text_once() -> None:
    tokens = re.findall(r"Token\w+", ARTICLE)
    assert len(tokens) == len(set(tokens)) > 120
    assert Counter(re.findall(r"Token\w+", parsed().text)) == dict.fromkeys(tokens, 1)


def test_jats__what_markup_alone_sets_apart_does_not_grow_together() -> None:
    lines = parsed().text.splitlines()
    assert {"So Tokenp1 Tokenp2 Tokenp3", "Tokenp5, Tokenp6", "Keywords: Tokend8, Tokend9"} <= set(lines)
    assert "Affiliations: 1 Tokend2, Tokend3" in lines
    assert (
        next(line for line in lines if line.startswith("Authors: "))
        == "Authors: Lee A Tokenc1; Tokenc6 Group; Tokenc9 G"
    )


def test_jats__labels_stand_before_what_they_name() -> None:
    lines = parsed().text.splitlines()
    assert {
        "Tokenw3 Tokenw4.",
        "Tokeny1 Tokeny2",
        "Tokenj2 Tokenj Tokenk.",
        "Tokenl2 Tokenl3 Tokenl4.",
    } <= set(lines)


def test_jats__parts_of_others_are_no_part_of_the_study() -> None:
    """A reviewer's name or abstract in a sub-article is nothing that the article reports."""
    document = parsed()
    kinds = {
        token: section.kind
        for section in document.sections
        for token in re.findall(r"Token\w+", document.text[section.start : section.end])
    }
    assert {kinds[t] for t in ("Tokenu2", "Tokenu3", "Tokenu4", "Tokenz", "Tokenn3", "Tokens5")} == {
        SectionKind.BOILERPLATE
    }
    assert kinds["Tokenc4"] is SectionKind.METADATA
    assert {kinds[t] for t in ("Tokeng1", "Tokeng2", "Tokeng3", "Tokenw1")} == {SectionKind.CAPTION}
