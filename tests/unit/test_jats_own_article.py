"""An article of our own with every place that a paragraph or a cell may stand in: each stands in the text once."""

import re
from hashlib import sha256

from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem

ARTICLE = """<article><front><journal-meta><notes><p>Token-a.</p></notes></journal-meta><article-meta>
<title-group><article-title>Yoghurt</article-title></title-group>
<contrib-group><contrib><name><surname>Lee</surname><given-names>A</given-names></name><bio><p>Token-b.</p></bio></contrib>
</contrib-group><abstract><p>Token-c.</p></abstract><abstract xml:lang="es"><p>Token-d.</p></abstract></article-meta>
<notes><p>Token-e.</p></notes></front><body><p>Token-f <list><list-item><p>Token-g.</p></list-item></list> after.</p>
<sec><title>Results</title><p>Token-h.</p><boxed-text><p>Token-i.</p></boxed-text>
<def-list><def-item><term>Token-j</term><def><p>Token-k.</p></def></def-item></def-list>
<fig><caption><p>Token-l.</p></caption><permissions><license><license-p>Token-m.</license-p></license></permissions></fig>
<table-wrap><caption><p>Token-n.</p></caption><table><thead><tr><th>Token-o</th><th colspan="2">Token-p</th></tr></thead>
<tbody><tr><td rowspan="2">Token-q</td><td>Token-r<table><tr><td>Token-s</td></tr></table></td><td>Token-t</td></tr>
<tr><td>Token-u</td><td/></tr></tbody></table><table-wrap-foot><p>Token-v.</p></table-wrap-foot></table-wrap></sec></body>
<back><ack><p>Token-w.</p></ack><app-group><app><p>Token-x.</p></app></app-group></back>
<floats-group><table-wrap><table><tr><td>Token-y</td></tr></table></table-wrap></floats-group>
<sub-article><front-stub><abstract><p>Token-z.</p></abstract></front-stub><body><p>Token-0.</p></body></sub-article>
<response><front-stub><abstract><p>Token-1.</p></abstract></front-stub><body><p>Token-2.</p></body></response></article>"""


def test_jats__every_paragraph_and_cell_stands_in_the_text_once() -> None:
    data = ARTICLE.encode()
    [document] = parse_item(RawItem(sha256(data).hexdigest(), "a.nxml", "a.nxml", "a.nxml", ""), data)
    assert isinstance(document, Document)
    tokens = re.findall(r"Token-\w", ARTICLE)
    assert len(tokens) > 25
    assert {token: document.text.count(token) for token in tokens} == dict.fromkeys(tokens, 1)
