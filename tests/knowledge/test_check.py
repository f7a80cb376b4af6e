"""Every warning fires on a base that deserves it and stays silent on a sound one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from knowledge import check
from knowledge.check import counts, warnings
from knowledge.coverage import coverage_of
from knowledge.engine import Engine
from knowledge.files import read_files
from knowledge.folder import load
from knowledge.schema import MAX_QUOTED
from tests.knowledge import sample
from tests.knowledge.sample import CLAIMS, TEXT, Claim, base_of, change

WHOLE = "Quote whole clauses, from mark to mark."
PROOF = "Quote the clauses that prove it, no more."
FIRM, REST = "facts/01-firm.yaml", "facts/02-rest.yaml"
PRICE, HALF, CAT = CLAIMS[2], CLAIMS[3], CLAIMS[7]


def warned(folder: Path) -> list[str]:
    files = read_files(folder)
    problems = list(warnings(load(files), files))
    assert not any(p.error for p in problems)
    return [str(p) for p in problems]


def with_claims(folder: Path, *changed: Claim) -> list[str]:
    """The warnings once these claims stand in the place of those with the same id, or behind the rest."""
    new = {c.id: c for c in changed}
    kept = tuple(new.pop(c.id, c) for c in CLAIMS)
    return warned(sample.write(folder, (*kept, *new.values())))


def test_a_sound_base_has_no_warning(folder: Path) -> None:
    assert warned(folder) == []


def test_too_few_asks_are_told_by_language(folder: Path) -> None:
    told = with_claims(folder, replace(CAT, asks_zh=CAT.asks_zh[:2], asks_en=()))
    assert told == [
        f"{REST}: fact {CAT.id}: has 2 zh asks, 3 are the least. Write more, in other words each.",
        f"{REST}: fact {CAT.id}: has 0 en asks, 2 are the least. Write more, in other words each.",
    ]


def test_a_missing_language_is_told_for_statements_and_caveats(folder: Path) -> None:
    change(folder, FIRM, ", en: 'A K7 card sells for 300 yuan.'", "")
    change(folder, FIRM, "note: {zh: 数额可疑, en: The amount is doubtful}", "note: {en: The amount is doubtful}")
    assert warned(folder) == [
        f"{FIRM}: fact {PRICE.id}: a caveat has no zh note. Write one.",
        f"{FIRM}: fact {PRICE.id}: has no en statement. Write one.",
    ]


@pytest.mark.parametrize("exact", ["看门的猫叫团", "门的猫叫团子,", "猫叫团子,每天睡十六个小时"])
def test_a_quote_that_cuts_a_clause_is_told(folder: Path, exact: str) -> None:
    told = with_claims(folder, replace(CAT, exact=exact))
    start = TEXT.index(exact)
    wanted = f"{REST}: fact {CAT.id}, quote at {start}: begins or ends inside a clause. {WHOLE}"
    assert wanted in told


@pytest.mark.parametrize(
    "exact", ["看门的猫叫团子", "看门的猫叫团子,", "看门的猫叫团子,每天睡十六个小时", ",每天睡十六个小时。"]
)
def test_a_quote_may_have_its_marks_or_not(folder: Path, exact: str) -> None:
    assert not [w for w in with_claims(folder, replace(CAT, exact=exact)) if "inside a clause" in w]


def test_quotes_that_are_too_long_together_are_told(folder: Path) -> None:
    spans = [(TEXT.index(c.exact), TEXT.index(c.exact) + len(c.exact)) for c in CLAIMS]
    # The last fact also quotes all that the others do, its own words twice: those count once.
    more = (f"      - {{source: starfish, start: {a}, end: {b}, exact: '{TEXT[a:b]}'}}\n" for a, b in spans)
    (folder / REST).write_bytes((folder / REST).read_bytes() + "".join(more).encode())
    length = len({i for a, b in spans for i in range(a, b)})
    assert length > MAX_QUOTED
    assert warned(folder) == [f"{REST}: fact {CLAIMS[-1].id}: quotes {length} characters, 120 are the most. {PROOF}"]


def test_quoted_page_noise_is_told(folder: Path) -> None:
    told = with_claims(folder, replace(CAT, exact="06-18"))
    start = TEXT.index("06-18")
    assert (
        f"{REST}: fact {CAT.id}, quote at {start}: quotes page noise. Quote the article, or take the skip out." in told
    )


@pytest.mark.parametrize(
    ("changed", "figures"),
    [
        (replace(PRICE, zh="一块K7卡卖400元。"), "zh statement has 400"),
        (replace(PRICE, en="A K7 card sells for 3,000 yuan."), "en statement has 3000"),
        (replace(PRICE, en="A K7 card sells for half of 300 yuan."), "en statement has 0.5"),
        (replace(HALF, en="The K7 costs 2 million less."), "en statement has 2e+06"),
        (replace(CAT, zh="第三只猫叫团子。"), "zh statement has 3"),
    ],
)
def test_a_figure_that_no_quote_has_is_told(folder: Path, changed: Claim, figures: str) -> None:
    told = with_claims(folder, changed)
    file = FIRM if changed.id != CAT.id else REST
    assert told == [f"{file}: fact {changed.id}: its {figures}, which no quote has. Quote the figure, or leave it out."]


def test_a_figure_in_words_is_that_in_numerals(folder: Path) -> None:
    assert (
        with_claims(folder, replace(CLAIMS[-1], zh="猫每天睡16个小时。", en="The cat sleeps sixteen hours a day."))
        == []
    )


def test_two_facts_that_say_the_same_are_told(folder: Path) -> None:
    told = with_claims(folder, replace(CAT, zh=f" {CLAIMS[0].zh}"))
    assert f"{REST}: fact {CAT.id}: says the same as {CLAIMS[0].id}. Merge the two." in told


@pytest.mark.parametrize("alias", ["李雷", "LI LEI", "\uff2ci Lei"])
def test_a_name_that_belongs_to_two_is_told(folder: Path, alias: str) -> None:
    change(
        folder,
        "entities.yaml",
        "names: {zh: 韩梅, en: Han Mei}",
        f"names: {{zh: 韩梅, en: Han Mei}}, aliases: ['{alias}']",
    )
    (told,) = warned(folder)
    assert re.fullmatch(
        r"entities.yaml: entity han-mei: the name “(李雷|li lei)” also belongs to li-lei. Leave it to one of the two.",
        told,
    )


def test_asks_of_two_facts_that_resemble_each_other_are_told(folder: Path) -> None:
    told = with_claims(folder, replace(CAT, asks_zh=(*CAT.asks_zh[:2], "货品存放在什么地方?")))
    (like,) = told
    assert "resembles" in like
    assert {CAT.id, "warehouse-in-yantai"} <= set(re.findall(r"[a-z0-9-]+", like))


def test_asks_of_one_fact_may_resemble_each_other(folder: Path) -> None:
    assert with_claims(folder, replace(CAT, asks_zh=(*CAT.asks_zh, "那只猫咪叫啥名儿?"))) == []


def test_a_template_that_more_than_five_facts_share_is_told(folder: Path) -> None:
    names = ["K7", "P9", "李雷", "韩梅", "海星", "雷总"]
    shared = [replace(c, asks_zh=(*c.asks_zh, f"{n}咋样?")) for c, n in zip(CLAIMS, names, strict=False)]
    assert not [w for w in with_claims(folder, *shared[:5]) if "share the ask" in w]
    (told,) = [w for w in with_claims(folder, *shared) if "share the ask" in w]
    assert told.startswith("facts/: asks: 6 facts share the ask “@咋样?”: ")


def test_a_clause_that_no_fact_quotes_is_told(folder: Path) -> None:
    (told,) = warned(sample.write(folder, CLAIMS[:-1]))
    start = TEXT.index("每天")
    assert told == (
        f"sources/starfish.txt: {start}:{len(TEXT) - 1}: “每天睡十六个小时” is neither quoted nor skipped. "
        "Write a fact for it, or skip it with a reason."
    )


def test_too_much_skipped_as_transition_is_told(folder: Path) -> None:
    change(folder, "skipped.yaml", "reason: noise", "reason: transition")
    assert warned(folder) == [
        "sources/starfish.txt: 5.3 % is skipped as transition, 3 % is the most. Write facts for it."
    ]


def test_the_counts_are_those_of_the_base(folder: Path) -> None:
    found = counts(base_of(folder))
    assert found["facts"] == {"state": 3, "figure": 3, "comparison": 1, "forecast": 1, "opinion": 1}
    assert found["caveats"] == {"amount": 1}
    assert found["asks"] == {"zh": 27, "en": 18}
    assert found["quotes"] == {"quotes": 9}


# What the shipped base promises; that it passes the strict check is told with the command.


@pytest.fixture(scope="module")
def noise(shipped: Engine) -> Sequence[tuple[int, int]]:
    return [(s.start, s.end) for s in shipped.base.skipped if s.reason == "noise"]


def test_the_shipped_base_accounts_for_the_whole_article(shipped: Engine) -> None:
    (cover,) = coverage_of(shipped.base)
    assert cover.accounted == 1.0
    assert cover.left_out == ()
    assert cover.transition <= 0.03 * cover.total


def test_the_shipped_base_never_quotes_page_noise(shipped: Engine, noise: Sequence[tuple[int, int]]) -> None:
    text = shipped.base.texts["nvidia-china-36kr"]
    assert text.startswith("昌红科技")
    assert noise[0] == (0, text.index("06-18") + 5)
    footer = text.index("【本文由投资界")
    assert {i for start, end in noise for i in range(start, end)} >= {
        i for i in range(footer, len(text)) if text[i].isalnum()
    }
    quoted = [(q.start, q.end) for f in shipped.base.facts for q in f.quotes]
    assert [q for q in quoted for s in noise if s[0] < q[1] and q[0] < s[1]] == []


def test_the_shipped_facts_quote_at_most_120_characters_in_whole_clauses(shipped: Engine) -> None:
    lengths = {f.id: sum(len(q.exact) for q in f.quotes) for f in shipped.base.facts}
    assert {i: n for i, n in lengths.items() if n > MAX_QUOTED} == {}
    assert len(lengths) >= 180


def test_every_shipped_quote_stands_in_the_article(shipped: Engine) -> None:
    for fact in shipped.base.facts:
        for quote in fact.quotes:
            text = shipped.base.texts[quote.source]
            assert text[quote.start : quote.end] == quote.exact
            assert text[: quote.start].endswith(quote.prefix)
            assert text[quote.end :].startswith(quote.suffix)


def test_every_shipped_fact_speaks_both_languages(shipped: Engine) -> None:
    for fact in shipped.base.facts:
        assert fact.statement.zh
        assert fact.statement.en
        assert len(fact.asks.zh) >= 3
        assert len(fact.asks.en) >= 2
        assert all(c.note.zh and c.note.en for c in fact.caveats)


def test_both_languages_of_a_shipped_statement_are_what_they_say(shipped: Engine) -> None:
    han = re.compile("[\u4e00-\u9fff]")
    assert [f.id for f in shipped.base.facts if not han.search(f.statement.zh or "")] == []
    # A Chinese wording may stand in an English statement as the thing that is spoken of, but is no whole of it.
    assert [f.id for f in shipped.base.facts if len(han.findall(f.statement.en or "")) > 12] == []


@pytest.mark.parametrize("block", [1, 2, 3, 512])
def test_asks_too_alike_are_found_whatever_the_block(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(check, "BLOCK", block)
    texts = [
        "when does it arrive",
        "who sells it",
        "when does it arrives",
        "多少钱一张卡",
        "when does it arrive now",
        "a",
        "a",
    ]
    every = [(i, j) for j in range(len(texts)) for i in range(j)]
    assert sorted(check.alike(texts)) == sorted(p for p in every if fuzz.ratio(texts[p[0]], texts[p[1]]) >= 85)
    assert (0, 2) in set(check.alike(texts))
