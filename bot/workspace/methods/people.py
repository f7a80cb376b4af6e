"""auth, apps, bots, team, users."""

from bot.workspace.call import Call
from bot.workspace.errors import RefusedError
from bot.workspace.methods.method import Method
from bot.workspace.methods.page import cut, listed
from bot.workspace.slack import Slack
from bot.workspace.wire import Json


async def api_test(_slack: Slack, call: Call) -> Json:
    """Answer with what was sent; an `error` argument makes it fail."""
    if call.text("error"):
        raise RefusedError(call.text("error"), extra={"args": call.body})
    return {"args": call.body}


async def auth_test(slack: Slack, _call: Call) -> Json:
    """Tell the token's owner."""
    return {
        "url": slack.team_url,
        "team": slack.world.team.name,
        "user": slack.bot.name,
        "team_id": slack.world.team.id,
        "user_id": slack.bot.id,
        "bot_id": slack.bot.bot_id,
        "is_enterprise_install": False,
    }


async def connections_open(slack: Slack, _call: Call) -> Json:
    """Hand out the address of a Socket Mode WebSocket."""
    host = slack.base_url.removeprefix("http://")
    app_id = slack.bot.app_id
    return {"url": f"ws://{host}/link?ticket={slack.socket_mode.new_ticket()}&app_id={app_id}"}


async def bots_info(slack: Slack, call: Call) -> Json:
    """Tell about a bot by its bot id."""
    bot_id = call.text("bot") or slack.bot.bot_id
    for person in slack.world.people:
        if person.bot_id == bot_id:
            return {"bot": person.bot_profile(slack.world.team.id)}
    raise RefusedError("bot_not_found")


async def team_info(slack: Slack, _call: Call) -> Json:
    """Tell about the team."""
    team = slack.world.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


async def users_info(slack: Slack, call: Call) -> Json:
    """Tell about a person."""
    person = slack.known_person(call.need("user", "user_not_found"))
    return {"user": person.wire(slack.world.team.id, include_locale=call.flag("include_locale"))}


async def users_list(slack: Slack, call: Call) -> Json:
    """List the team's people."""
    people, cursor = cut(call, slack.world.people)
    locale = call.flag("include_locale")
    members = [p.wire(slack.world.team.id, include_locale=locale) for p in people]
    return {"members": members, "cache_ts": int(slack.world.clock()), **listed(cursor)}


METHODS = {
    "api.test": Method(api_test, open_to_all=True),
    "auth.test": Method(auth_test),
    "apps.connections.open": Method(connections_open, app_level=True),
    "bots.info": Method(bots_info, ("users:read",)),
    "team.info": Method(team_info, ("team:read",)),
    "users.info": Method(users_info, ("users:read",)),
    "users.list": Method(users_list, ("users:read",)),
}
