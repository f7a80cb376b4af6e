"""What a question asks for: the kind of answer, the language, and the words that only make it polite."""

import re
from collections.abc import Sequence

from knowledge.text import is_han

# The words of questions, by the kind of answer they ask for. Pinyin stands beside the characters.
KINDS: dict[str, re.Pattern[str]] = {
    "who": re.compile(r"谁|哪位|哪个人|何人|哪(?:一)?(?:家|些人|拨人|帮人|类人|批人)|什么人|啥人|\b(?:who|whom|whose|shei|shui)\b"),
    "when": re.compile(
        r"什么时候|啥时候|何时|哪(?:一)?(?:年|天|日|月|个月)|几(?:号|月|点)|多会儿|多久以前|时间是|\bwhen\b|"
        r"\bwhat (?:year|date|month|day|time)\b|\bwhich (?:year|month|day)\b|\b(?:shenme|sha) ?shihou\b|\bji ?yue\b|\bna ?(?:nian|tian)\b"
    ),
    "where": re.compile(r"哪里|哪儿|何处|在哪|什么地方|哪(?:一)?(?:国|个国家|座城市|个城市|个地方)|去哪|到哪|\bwhere\b|\bwhich (?:country|city|place)\b|\b(?:nali|nar)\b"),
    "number": re.compile(
        r"多少|几(?![乎率])|多大|多高|多长|多久|多快|百分之|几成|占比|比例|数量|人数|\bhow (?:many|much|long|often|big|large|fast|high|old|far|soon)\b|"
        r"\bwhat (?:percent|percentage|share|fraction|number)\b|\bnumber of\b|\b(?:duoshao|duojiu|duoda)\b|\bji ?(?:ge|zhang|kuai|tian|nian|ci)\b"
    ),
    "why": re.compile(r"为什么|为啥|为何|怎么会|咋(?:会|就)|凭什么|凭啥|原因|何以|干嘛要|干吗要|图(?:啥|什么)|\bwhy\b|\bhow come\b|\breasons?\b|\bweishenme\b|\bweisha\b"),
    "how": re.compile(r"怎么(?!会)|怎样|如何|咋(?!会)|什么方式|啥办法|什么办法|什么渠道|靠(?:什么|啥)|\bhow\b(?! (?:many|much|long|often|big|large|fast|high|old|far|soon|come))|\bzenme(?:yang)?\b|\bruhe\b"),
    "compare": re.compile(r"区别|差在哪|怎么选|对比|相较|哪个(?:好|划算|值|强|快|便宜|贵)|(?:好|划算|便宜|强)还是|\bstack up\b|\bor\b.{1,30}\bwhich\b|\bwhich (?:one )?is (?:better|cheaper|faster)\b|差距|不同|不一样|差别|差异|差多少|相比|对比|哪个更|更.{0,8}还是|比起|\bversus\b|\bvs\b|\bcompared?\b|\bcomparison\b|\bdiffer(?:s|ence|ent)?\b|\bthan\b|(?<=[\w\u4e00-\u9fff])[跟和与比][^,，]{1,12}(?:比|差)"),
    "list": re.compile(r"哪些|都.{0,6}(?:有谁|是谁|谁)|几种|逐项|一条条|\bname (?:the|all|every)\b|\beach of\b|哪几|有哪|几家|分别(?:是|叫)|都(?:有|是|叫)(?:谁|什么|啥|哪)|列(?:出|举)|\bwhich .{0,20}(?:companies|firms|countries|products|cards|chips|people|ones)\b|\blist\b|\bnaxie\b"),
    "quote": re.compile(r"原话|怎么说|咋说|说[了过]?(?:些)?(?:什么|啥|些)|怎么(?:看|评价|形容|讲|吐槽|抱怨|回应|回答)|评价|\bwhat did .{1,40} (?:say|tell|think|call|answer|reply)\b|\bquote\b|\bin (?:his|her|their) words\b|\bdescribe"),
    "yesno": re.compile(r"吗|么[?？ ]*$|嘛[?？ ]*$|是不是|是否|有没有|能不能|会不会|可不可以|行不行|没有[?？ ]*$|了没|不[?？ ]*$|没[?？ ]*$|^(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|any)\b|\bma[? ]*$"),
    # What exactly is to be counted or named: a fact that gives a share does not give an amount.
    "money": re.compile(r"多少钱|价钱|价格|价位|售价|报价|单价|几块钱|多贵|贵不贵|花了?多少|给了?多少|(?:值|卖|付|赔|亏|赚|投)了?多少|多少(?:元|美元|人民币|亿|万)|金额|\bhow much (?:does|do|did|is|are|was|were|money|will|would)\b|\bprices?\b|\bpric(?:ey|ing)\b|\bcosts?\b|\bpa(?:y|id)\b|\bdollars?\b|\byuan\b|\brmb\b|\bduoshao ?qian\b"),
    "headcount": re.compile(r"多少(?:个)?(?:人|名|位|员工)|几个人|人数|几名|几位|\bheadcount\b|\bhow many (?:people|staff|employees|workers|engineers|jobs|hires|were (?:laid|fired|cut))\b"),
    "amount": re.compile(r"多少(?:台|张|块|颗|片|套|家|个(?!人)|款|份|瓦|核|g|倍|量)|几(?:台|张|块|颗|片|套|家|款|倍)|\bhow many (?!people|staff|employees|workers|engineers|jobs|hires)|\bwhat quantity\b"),
    "share": re.compile(r"百分之|几成|占比|比例|占多少|份额|多大比重|\bpercent(?:age)?\b|\bshare\b|\bproportion\b|\bfraction\b|%"),
    "duration": re.compile(r"多久|多长时间|几(?:天|个月|个星期|周|年)|(?:花|用|要)了?多(?:久|长)|\bhow long\b|\bhow (?:fast|quickly|soon)\b|\bduojiu\b"),
    "name": re.compile(r"叫(?:什么|啥)|名字|姓(?:什么|啥|名)|真名|全名|名称|型号|\b(?:name|named|called|names)\b|\bjiao shenme\b"),
}  # fmt: skip

ALL_KINDS = (*sorted(KINDS), "what")
FINE = frozenset({"money", "headcount", "amount", "share", "duration", "name"})  # kinds within kinds

# Characters that carry no matter of their own; they count for little in comparing.
STOP_CHARS = frozenset(
    "的了吗呢吧啊呀哦嘛么着过地得之其此这那哪谁啥什怎咋几多少为是在有和跟与及或被把给让对向从到于以而且但就都也还又再很太最更只才不没无个些们您你我他她它一"
)
STOP_WORDS_ZH = frozenset(
    "什么 怎么 怎样 如何 为什么 为啥 哪里 哪儿 哪些 哪个 哪家 多少 多久 几个 是不是 有没有 是否 能不能 会不会 可以 可能 应该 已经 "
    "这个 那个 这些 那些 这样 那样 他们 她们 它们 我们 你们 咱们 自己 大家 一下 一个 一些 时候 现在 目前 还是 或者 但是 因为 所以 如果 "
    "就是 只是 不是 没有 不能 不会 到底 究竟 其实 真的 请问 麻烦 帮忙 告诉 知道 想问 问问 问下 想知道 关于 对于 有关 文章 文中 里面 事情 东西 情况 "
    "怎么样 咋样 怎么了 来着 这事 那事 这么 那么 以及 通过 进行 出来 起来 下来 过来 的话 那边 这边 那种 这种 觉得 认为 表示".split()
)
STOP_WORDS_EN = frozenset(
    "a an the of to in on at for from by with about as into over after before than then and or but if so is are was were be been being am do does did "
    "doing done have has had having will would can could should may might must shall i you he she it we they me him her us them my your his its our their "
    "this that these those there here who whom whose what which when where why how not no nor any some all both each more most other such only own same too "
    "very just also ever please tell know say said says get got s t d ll re ve m let okay ok hey hi um well really actually still now one thing".split()
)
FILLERS = re.compile(
    r"请问|麻烦(?:你|您)?(?:问|查)?(?:一下)?|(?:我)?想(?:问|知道|了解)(?:一下|下)?|帮我?(?:查|看|问)(?:一下|下)?|顺便问(?:一下|下)?|弱弱(?:地)?问(?:一下|下)?|求问|话说|那啥|"
    r"有人知道|有谁知道|谁知道|谢谢|多谢|辛苦(?:了|啦)|拜托|哈喽|你好|您好|大佬们?|各位|亲们?|唉|哎|嗯|额|呃|诶|"
    r"\b(?:please|pls|plz|thanks|thank you|thx|hey|hi|hello|could you(?: please)?(?: tell me)?|can you(?: please)? tell me|do you know|does anyone know|anyone know|i(?:'d| would) like to know|"
    r"i was wondering|just wondering|quick question|btw|by the way|fyi|lol)\b"
)
NOW_WORDS = re.compile(
    r"现在|目前|最新|如今|当前|最近|今天|眼下|\b(?:now|currently|latest|today|right now|at the moment|up to date|most recent|nowadays)\b"
)


def kinds_of(text: str) -> frozenset[str]:
    """The kinds of answer that normalised text asks for; "what" where no word tells."""
    found = {kind for kind, pattern in KINDS.items() if pattern.search(text)}
    if "when" in found and re.search(r"多久|\bhow (?:long|soon)\b", text) is None:
        found.discard("number")
    if not found - FINE - {"yesno"}:
        found.add("what")
    return frozenset(found)


def without_fillers(text: str) -> str:
    """The text without politeness and filler, each character in its place; unchanged where nothing else would stay."""
    plain = FILLERS.sub(lambda m: " " * len(m.group()), text)
    return plain if sum(c.isalnum() for c in plain) > 1 else text


def language_of(text: str, english: Sequence[str] = ()) -> str:
    """The language to answer in: that of the function words, so "Huawei 的卡 rental 贵不贵" is Chinese."""
    han = sum(map(is_han, text))
    words = [w for w in re.findall(r"[a-z']+", text.lower()) if len(w) > 1 or w in {"a", "i"}]
    function_zh = sum(text.count(c) for c in STOP_CHARS)
    function_en = sum(w in STOP_WORDS_EN for w in words)
    if not han:
        return "en" if words and (function_en or english) else ("en" if words else "zh")
    if function_zh and not function_en:
        return "zh"
    if function_en and not function_zh:
        return "en"
    return "zh" if han >= len(words) else "en"
