"""The bot with the knowledge it ships with: whatever it quotes stands in the article, character for character."""

from bot.serving import listen, running
from bot.settings import Settings
from bot.workspace import Workspace
from knowledge.engine import Engine

STEP = 12  # every so many-th fact is asked for


async def test_every_quotation_shown_stands_in_the_article() -> None:
    engine = Engine.open()
    [text] = engine.base.texts.values()
    asks = [ask for fact in engine.base.facts[::STEP] for ask in (*fact.asks.zh[:1], *fact.asks.en[:1])]
    assert len(asks) > 10
    shown = 0
    async with Workspace() as workspace:
        settings = Settings.model_validate(
            {
                "SLACK_BOT_TOKEN": workspace.bot_token,
                "SLACK_APP_TOKEN": workspace.app_token,
                "SLACK_API_URL": workspace.api_url,
                "NVCN_DATABASE_URL": "sqlite:///:memory:",
            }
        )
        async with running(settings, engine, listen("127.0.0.1", 0)):
            for ask in asks:
                outcome = await workspace.command("alex", "random", "/nvcn", ask)
                assert outcome.failed is None
                for block in outcome.ack["blocks"]:
                    for element in block["elements"]:
                        if element["type"] == "rich_text_quote":
                            shown += 1
                            assert "".join(run["text"] for run in element["elements"]) in text
    assert shown >= len(asks) // 2
