"""Locales are asked once an hour, and never cost an answer."""

from unittest.mock import AsyncMock

import pytest
from slack_sdk.errors import SlackApiError

from bot.locales import KEEP, Locales

REFUSED = SlackApiError("x", {"error": "missing_scope"})  # type: ignore[no-untyped-call]


class Clock:
    time = 100.0

    def __call__(self) -> float:
        return self.time


def client(locale: str | None) -> AsyncMock:
    slack = AsyncMock()
    slack.users_info.return_value = {"ok": True, "user": {"locale": locale}}
    return slack


@pytest.mark.parametrize(("locale", "lang"), [("zh-CN", "zh"), ("zh-TW", "zh"), ("en-GB", "en"), (None, "en")])
async def test_a_locale_gives_a_language(locale: str | None, lang: str) -> None:
    assert await Locales().lang(client(locale), "U1") == lang


async def test_it_is_asked_again_after_an_hour() -> None:
    clock, slack = Clock(), client("zh-CN")
    locales = Locales(clock)
    await locales.lang(slack, "U1")
    clock.time += KEEP - 1
    await locales.lang(slack, "U1")
    assert slack.users_info.await_count == 1
    clock.time += 2
    await locales.lang(slack, "U1")
    assert slack.users_info.await_count == 2


@pytest.mark.parametrize("error", [REFUSED, OSError(), TimeoutError()])
async def test_where_slack_does_not_tell_what_was_known_stands_else_english(error: Exception) -> None:
    clock, slack = Clock(), client("zh-CN")
    locales = Locales(clock)
    await locales.lang(slack, "U1")
    clock.time += KEEP + 1
    slack.users_info.side_effect = error
    assert await locales.lang(slack, "U1") == "zh"
    assert await locales.lang(slack, "U2") == "en"
    assert await locales.lang(slack, None) == "en"


async def test_a_text_that_tells_its_language_needs_no_locale() -> None:
    slack = client("zh-CN")
    assert await Locales().lang_for(slack, "U1", "price of H20") == "en"
    slack.users_info.assert_not_awaited()
    assert await Locales().lang_for(slack, "U1", "H20") == "zh"
