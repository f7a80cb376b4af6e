"""The page in the browser: what it is given, what it may do, and who may not use it."""

import json
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.workspace import Workspace
from bot.workspace.page import STATIC
from tests.bot.workspace_bot import client_of
from tests.bot.workspace_fixtures import clock, workspace

__all__ = ["clock", "workspace"]

LIN, GENERAL = "U0LINXIAO1", "C0GENERAL1"


@pytest.fixture
async def http(workspace: Workspace) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=workspace.url) as opened:
        yield opened


async def test_the_page_takes_nothing_from_outside(http: httpx.AsyncClient) -> None:
    page = await http.get("/")
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text):
        assert (await http.get(path)).status_code == 200


def test_what_people_write_never_becomes_markup() -> None:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.js")}
    assert len(scripts) > 10
    for name, script in scripts.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script), (
            name
        )
        for imported in re.findall(r'from "\./([^"]+)"', script):
            assert imported in scripts


def test_the_page_speaks_both_languages() -> None:
    words = (STATIC / "words.js").read_text(encoding="utf-8")
    chinese, english = re.findall(r"const (?:ZH|EN) = \{(.*?)\n\};", words, re.DOTALL)
    keys = [
        set(re.findall(r"(?:^|[{,])\s*(\w+): [\"(]", part)) | set(re.findall(r"(\w+): \(?\w*\)? =>", part))
        for part in (chinese, english)
    ]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 30
    used = {
        word for path in STATIC.glob("*.js") for word in re.findall(r"\bwords\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert used <= keys[0] | {"js"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
async def test_other_sites_are_kept_out(http: httpx.AsyncClient, headers: dict[str, str], status: int) -> None:
    assert (await http.get("/", headers=headers)).status_code == status
    wish = {"user": LIN, "channel": GENERAL, "text": "hi"}
    if status != 200:
        assert (await http.post("/page/do/type", json=wish, headers=headers)).status_code == status


async def test_a_form_can_not_act(http: httpx.AsyncClient, workspace: Workspace) -> None:
    body = json.dumps({"user": LIN, "channel": GENERAL, "text": "hi"})
    answer = await http.post("/page/do/type", content=body, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415
    assert workspace.messages("general") == ()


async def test_each_person_sees_their_own(http: httpx.AsyncClient, workspace: Workspace) -> None:
    await client_of(workspace).chat_postEphemeral(channel=GENERAL, user=LIN, text="psst")
    lin = (await http.get("/page/world", params={"user": "lin"})).json()
    assert [c["name"] for c in lin["channels"]] == ["general", "chip-china", "random", "deals", "board", ""]
    alex = (await http.get("/page/world", params={"user": "alex"})).json()
    assert "board" not in [c["name"] for c in alex["channels"]]
    seen = [(await http.get(f"/page/channel/{GENERAL}", params={"user": u})).json() for u in ("lin", "alex")]
    assert [[(m["text"], m["ephemeral"]) for m in s["messages"]] for s in seen] == [[("psst", True)], []]
    assert (await http.get("/page/channel/C0BOARD001", params={"user": "alex"})).status_code == 404
    assert (await http.get("/page/world", params={"user": "nobody"})).status_code == 404
    assert workspace.bot_token not in json.dumps([lin, seen])


async def test_the_page_types_edits_reacts_and_deletes(http: httpx.AsyncClient, workspace: Workspace) -> None:
    async def perform(act: str, **wish: object) -> httpx.Response:
        return await http.post(f"/page/do/{act}", json={"user": LIN, "channel": GENERAL, **wish})

    assert (await perform("type", text="@nvcn a < b")).json() == {}
    (said,) = workspace.messages("general")
    assert said.text == f"<@{workspace.bot_user_id}> a &lt; b"
    await perform("edit", ts=said.ts, text="c & d")
    await perform("react", ts=said.ts, name="+1", add=True)
    (said,) = workspace.messages("general")
    assert (said.text, said.reactions[0].name) == ("c &amp; d", "+1")
    await perform("delete", ts=said.ts)
    assert workspace.messages("general") == ()
    assert (await perform("type", text="/nvcn hi")).json()["failed"] == "dispatch_failed"


@pytest.mark.parametrize(
    ("act", "body", "status"),
    [
        ("fly", {}, 404),
        ("type", {"user": "nobody", "channel": GENERAL, "text": "x"}, 400),
        ("type", {"user": LIN}, 400),
        ("type", [1], 400),
        ("click", {"user": LIN, "channel": GENERAL, "ts": "1.5", "action_id": "a"}, 400),
        ("submit", {"user": LIN, "values": {}}, 400),
    ],
)
async def test_wishes_that_make_no_sense_are_answered_in_words(
    http: httpx.AsyncClient, act: str, body: object, status: int
) -> None:
    answer = await http.post(f"/page/do/{act}", json=body)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")


async def test_open_pages_hear_of_changes_at_once(http: httpx.AsyncClient, workspace: Workspace) -> None:
    async with http.stream("GET", "/page/events") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == "retry: 500"
        await workspace.say("lin", "#general", "hi")
        told = [line async for line in _until_data(lines)]
    assert json.loads(told[-1].removeprefix("data: ")) == {"what": "messages", "channel": GENERAL}


async def _until_data(lines: AsyncIterator[str]) -> AsyncIterator[str]:
    async for line in lines:
        yield line
        if line.startswith("data: "):
            return
