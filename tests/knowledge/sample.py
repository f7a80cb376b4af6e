"""A tiny knowledge folder, sound and without a warning, to write on disk and damage; and readers of it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from knowledge.files import read_files
from knowledge.folder import examine, load
from knowledge.schema import FactBase

SOURCE = "starfish"
# Windows line ends and a character beyond the basic plane, so that offsets in bytes, in UTF-16 or after a
# translation of line ends would all be wrong.
TEXT = (
    "晨报\U0001f980 06-18\r\n"
    "海星公司的总部在青岛,仓库在烟台。"
    "它的K7卡一块卖300元,价格是P9卡的一半。\r\n"
    "创始人李雷在2021年3月说:“去年我们只卖了两百块卡。”\r\n"
    "他认为,下一代要等到2025年。"
    "工程师韩梅表示,散热是眼下最大的难题。"
    "看门的猫叫团子,每天睡十六个小时。"
)
MANIFEST = """format: 1
sources:
  - id: starfish
    title: 海星公司
    title_en: Starfish
    publisher: 晨报
    published: "2021-04-01"
    url: null
    language: zh
    sha256: {sha256}
"""
ENTITIES = """entities:
  - {id: morning-paper, kind: publisher, names: {zh: 晨报, en: Morning Paper}}
  - {id: starfish-inc, kind: company, names: {zh: 海星公司, en: Starfish}, aliases: [海星, 海星集团]}
  - {id: li-lei, kind: person, names: {zh: 李雷, en: Li Lei}, aliases: [雷总]}
  - {id: han-mei, kind: person, names: {zh: 韩梅, en: Han Mei}}
  - {id: k7, kind: product, names: {zh: K7, en: K7}, aliases: [K7卡]}
  - {id: p9, kind: product, names: {zh: P9, en: P9}, aliases: [P9卡]}
"""
TOPICS = """topics:
  - {id: firm, names: {zh: 公司, en: The company}}
  - {id: people, parent: firm, names: {zh: 人, en: People}}
  - {id: goods, names: {zh: 产品, en: Products}}
attributes:
  - {id: price, names: {zh: 价格, en: Price}}
"""
THESAURUS = """concepts:
  - {id: cost, zh: [卖, 价格, 多少钱, 售价], en: [price, cost, sell for]}
  - {id: cooling, zh: [散热, 降温], en: [cooling, heat]}
"""
SILENCES = """silences:
  - id: k7-memory
    kind: unsaid
    asks: {zh: [K7显存多大, K7有几个G显存], en: [how much memory does the K7 have]}
    see: [k7-price]
  - id: weather
    kind: elsewhere
    asks: {zh: [明天天气怎么样, 今天下雨吗], en: [what is the weather tomorrow]}
"""
SETS = """sets:
  - id: what-is-where
    kind: list
    asks: {zh: [海星在哪些地方有房子, 各处地点列一下], en: [list the places where Starfish has premises]}
    facts: [headquarters-in-qingdao, warehouse-in-yantai]
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact of the sample, as its YAML is written."""

    id: str
    kind: str
    zh: str
    en: str
    exact: str
    asks_zh: tuple[str, ...]
    asks_en: tuple[str, ...]
    topics: str = "firm"
    about: str = "starfish-inc"
    said_by: str = "morning-paper"
    more: str = ""

    def yaml(self) -> str:
        """The entry of a facts file."""
        start = TEXT.index(self.exact)
        lines = [
            f"  - id: {self.id}",
            f"    kind: {self.kind}",
            f"    statement: {{zh: '{self.zh}', en: '{self.en}'}}",
            f"    topics: [{self.topics}]",
            f"    about: [{self.about}]",
            f"    said_by: {self.said_by}",
            f"    asks: {{zh: [{', '.join(map(repr, self.asks_zh))}], en: [{', '.join(map(repr, self.asks_en))}]}}",
            *([self.more] if self.more else []),
            "    quotes:",
            f"      - source: {SOURCE}",
            f"        start: {start}",
            f"        end: {start + len(self.exact)}",
            f"        exact: {self.exact!r}",
            f"        prefix: {quoted(TEXT[max(0, start - 16) : start])}",
        ]
        return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A double-quoted YAML scalar that keeps line ends as escapes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r").replace("\n", "\\n") + '"'


CLAIMS = (
    Claim(
        "headquarters-in-qingdao",
        "state",
        "海星公司的总部在青岛。",
        "Starfish is headquartered in Qingdao.",
        "海星公司的总部在青岛,",
        ("海星在哪座城市办公?", "他们大本营设在哪", "总部 位置"),
        ("where is Starfish based?", "head office city"),
    ),
    Claim(
        "warehouse-in-yantai",
        "state",
        "海星公司的仓库在烟台。",
        "The warehouse is in Yantai.",
        "仓库在烟台。",
        ("货存放在什么地方?", "库房建在哪个市", "发货从哪里发出"),
        ("where are goods stored?", "location of the depot"),
    ),
    Claim(
        "k7-price",
        "figure",
        "一块K7卡卖300元。",
        "A K7 card sells for 300 yuan.",
        "它的K7卡一块卖300元,",
        ("K7要花多少钱?", "买K7得准备几百块", "K7的定价"),
        ("how much is a K7?", "price tag of the K7 card"),
        topics="goods",
        about="k7",
        more="    attribute: price\n    figures: [{value: '300', unit: 元, of: 一块K7卡}]\n"
        "    caveats: [{kind: amount, note: {zh: 数额可疑, en: The amount is doubtful}, see: [k7-half-of-p9]}]",
    ),
    Claim(
        "k7-half-of-p9",
        "comparison",
        "K7的价格是P9的一半。",
        "The K7 costs half of what the P9 costs.",
        "价格是P9卡的一半。",
        ("K7比P9便宜多少?", "P9和K7哪个贵", "两款产品价钱差几成"),
        ("how does K7 pricing compare with P9?", "is P9 dearer than K7?"),
        topics="goods",
        about="k7, p9",
    ),
    Claim(
        "two-hundred-sold",
        "figure",
        "李雷2021年3月说,去年只卖了两百块卡。",
        "In March 2021 Li Lei said that 200 cards were sold the year before.",
        "创始人李雷在2021年3月说:“去年我们只卖了两百块卡。”",
        ("李雷说销量是多少?", "上一年出货几张", "创始人透露卖出的数量"),
        ("how many cards were sold?", "annual volume per Li Lei"),
        topics="people, goods",
        about="li-lei",
        said_by="li-lei",
        more="    when: {text: 2021年3月, date: 2021-03}",
    ),
    Claim(
        "next-generation-2025",
        "forecast",
        "他认为下一代要等到2025年。",
        "He believes that the next generation will not come before 2025.",
        "他认为,下一代要等到2025年。",
        ("新一代什么时候出?", "后续型号哪年上市", "李雷觉得更新换代还要多久"),
        ("when will the next generation arrive?", "release year of the successor"),
        topics="goods",
        about="li-lei",
        said_by="li-lei",
        more="    when: {text: 2025年, date: '2025'}",
    ),
    Claim(
        "cooling-hardest",
        "opinion",
        "工程师韩梅表示,散热是眼下最大的难题。",
        "Engineer Han Mei says that cooling is the hardest problem.",
        "工程师韩梅表示,散热是眼下最大的难题。",
        ("技术上最头疼的是什么?", "韩梅觉得哪里难搞", "发热解决得怎么样"),
        ("what is the toughest engineering issue?", "Han Mei on heat"),
        topics="people",
        about="han-mei",
        said_by="han-mei",
    ),
    Claim(
        "cat-called-tuanzi",
        "state",
        "看门的猫叫团子。",
        "The cat at the gate is called Tuanzi.",
        "看门的猫叫团子,",
        ("那只猫咪叫啥名字?", "看大门的是什么动物", "团子是谁"),
        ("what is the cat called?", "name of the pet guarding the door"),
    ),
    Claim(
        "cat-sleeps-16-hours",
        "figure",
        "猫每天睡十六个小时。",
        "The cat sleeps 16 hours a day.",
        "每天睡十六个小时。",
        ("猫一天要睡多久?", "团子几点才醒", "宠物的睡眠时长"),
        ("how long does the cat sleep?", "daily hours of sleep of Tuanzi"),
    ),
)
NOISE = TEXT[: TEXT.index("\r\n")]
SKIPPED = f"""skipped:
  - {{source: {SOURCE}, start: 0, end: {len(NOISE)}, exact: {quoted(NOISE)}, reason: noise, note: page header}}
"""


def write(folder: Path, claims: tuple[Claim, ...] = CLAIMS, text: str = TEXT) -> Path:
    """Write the sample folder; its facts in two files."""
    raw = text.encode()
    half = len(claims) // 2
    files = {
        "knowledge.yaml": MANIFEST.format(sha256=hashlib.sha256(raw).hexdigest()),
        "entities.yaml": ENTITIES,
        "topics.yaml": TOPICS,
        "thesaurus.yaml": THESAURUS,
        "silences.yaml": SILENCES,
        "sets.yaml": SETS if claims == CLAIMS else "sets: []\n",
        "skipped.yaml": SKIPPED,
        "facts/01-firm.yaml": "facts:\n" + "".join(c.yaml() for c in claims[:half]),
        "facts/02-rest.yaml": "facts:\n" + "".join(c.yaml() for c in claims[half:]),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / f"{SOURCE}.txt").write_bytes(raw)
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that stands exactly once in a file of the folder."""
    path = folder / name
    content = path.read_bytes().decode()
    assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {name}"
    path.write_bytes(content.replace(old, new).encode())


def problems_of(folder: Path) -> list[str]:
    """Every error of a folder, as a person reads it."""
    return [str(p) for p in examine(read_files(folder))[1].problems if p.error]


def base_of(folder: Path) -> FactBase:
    """The base of a sound folder."""
    return load(read_files(folder))
