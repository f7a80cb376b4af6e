"""Numbers in words and numerals, compared across Chinese and English."""

import re

from knowledge.text import EN_NUMERALS, number_of

MONTHS = {
    m: i
    for i, m in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}  # fmt: skip
HALVES_ZH = re.compile(r"一半|半(?=年|小时|天|价)|减半|对半")
HALVES_EN = re.compile(r"\bhal(?:f|ve[sd]?|ving)\b")
DOUBLES_ZH = re.compile(r"增加了?一倍|翻(?:了)?一番|翻倍|两倍")
DOUBLES_EN = re.compile(r"\bdoubl(?:e|ed|es|ing)\b|\btwice\b|\btwofold\b")
HALF_YEAR = re.compile(r"\b(?:first|second) half\b")  # 上半年, 下半年: a half, no count
NUMERAL_ZH = re.compile(
    "[零一二两三四五六七八九十百千]+(?=[个年月天次场家款张块种倍成点台国座轮波层批城卡所大季纳])|(?<=第)[一二三四五六七八九十]+"
)
NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
SCALED = re.compile(r"(\d+(?:\.\d+)?) ?(trillion|billion|million|thousand|万亿|亿|万)")
SCALED_ZH = re.compile("([零一二两三四五六七八九十百千]+)(万亿|亿|万)")
PERCENT_ZH = re.compile("百分之([零一二两三四五六七八九十百]+)")
SCALES = {"trillion": 1e12, "万亿": 1e12, "billion": 1e9, "亿": 1e8, "million": 1e6, "万": 1e4, "thousand": 1e3}
TELLING = 2.0  # smaller whole numbers ("one", "first") are mostly no figures


def figures_in(text: str, names: re.Pattern[str] | None = None) -> frozenset[str]:
    """The figures of a text as plain numerals, amounts with their scale; those inside `names` (H20, 40nm…) left out."""
    text = HALF_YEAR.sub("half", text.lower().replace("，", ","))
    if names is not None:
        text = names.sub(" ", text)
    found: set[float] = set()
    text = PERCENT_ZH.sub(lambda m: f"{number_of(m[1])}%" if number_of(m[1]) is not None else m[0], text)
    text = SCALED_ZH.sub(lambda m: f"{number_of(m[1])}{m[2]}" if number_of(m[1]) is not None else m[0], text)
    for amount, scale in SCALED.findall(text):
        found.add(float(amount) * SCALES[scale])
    text = SCALED.sub(" ", text)
    found.update(float(n.replace(",", "")) for n in NUMERAL.findall(text) if n.count(".") < 2)
    for numeral in NUMERAL_ZH.findall(text):
        found.add(float(number_of(numeral) or 0))
    for word in re.findall(r"[a-z]+", text):
        found.add(float(MONTHS[word]) if word in MONTHS and word != "may" else float(EN_NUMERALS.get(word, 0)))
    if HALVES_ZH.search(text) or HALVES_EN.search(text):
        found.add(0.5)
    if DOUBLES_ZH.search(text) or DOUBLES_EN.search(text):
        found.add(TELLING)
    return frozenset(f"{n:g}" for n in found if n >= TELLING or n == 0.5 or n % 1 > 0)
