// The page: who one is, where one looks, and what is shown there.

import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { confirmed } from "./confirm.js";
import { button, byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { Log } from "./messages.js";
import { drawModal } from "./modal.js";
import { learn, nameOf } from "./names.js";
import { listen, perform, read, toast } from "./server.js";
import { speak, words } from "./words.js";

// Where one looks stands in the address, so that a reload or a bookmark comes back to it.
const at = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
let world;
let room;
const unread = new Set();
const logs = { room: new Log(byId("messages")), thread: new Log(byId("replies")) };

const query = () => `user=${encodeURIComponent(at.user ?? "lin")}`;
const current = () => world.channels.find((c) => c.id === at.channel);
const isBotRoom = () => current().with === world.bot;

function go(place) {
  Object.assign(at, place);
  for (const key of Object.keys(at)) if (!at[key]) delete at[key];
  history.replaceState(null, "", `#${new URLSearchParams(at)}`);
  return refresh();
}

async function refresh() {
  world = await read(`/page/world?${query()}`);
  at.user = world.me;
  learn(world);
  speak(world.people.find((p) => p.id === world.me).locale);
  const wanted = world.channels.find((c) => [c.id, c.name].includes(at.channel));
  at.channel = (wanted ?? world.channels.find((c) => c.name === "chip-china") ?? world.channels[0]).id;
  unread.delete(at.channel);
  drawFrame();
  drawModal(world.modals.at(-1), context());
  await refreshRoom();
}

async function refreshRoom() {
  const asked = at.channel;
  const fresh = await read(`/page/channel/${asked}?${query()}`);
  if (asked !== at.channel) return; // one has gone elsewhere meanwhile
  room = fresh;
  drawRoom();
}

const context = (inThread = false) => ({
  me: world.me, people: world.people, channels: world.channels, inThread,
  click: (m, e, b, choice) => perform("click", { user: world.me, channel: at.channel, ts: m.ts, action_id: e.action_id, block_id: b, choice }),
  suggest: (m, e, b, q) => perform("suggest", { user: world.me, channel: at.channel, ts: m.ts, action_id: e.action_id, block_id: b, query: q }),
  clickView: (v, e, b, choice) => perform("click", { user: world.me, view_id: v.id, action_id: e.action_id, block_id: b, choice }),
  suggestView: (v, e, b, q) => perform("suggest", { user: world.me, view_id: v.id, action_id: e.action_id, block_id: b, query: q }),
  react: (m, name, add) => perform("react", { user: world.me, channel: at.channel, ts: m.ts, name, add }),
  edit: (m, text) => perform("edit", { user: world.me, channel: at.channel, ts: m.ts, text }),
  remove: async (m) => {
    const text = (t) => ({ type: "plain_text", text: t });
    const ask = { title: text(words.remove), text: text(words.removeAsk), confirm: text(words.remove), deny: text(words.cancel), style: "danger" };
    if (await confirmed(ask)) perform("delete", { user: world.me, channel: at.channel, ts: m.ts });
  },
  openThread: (ts) => go({ thread: ts }).then(() => byId("thread-composer").querySelector("textarea").focus()),
});

function title(channel) {
  if (channel.kind === "im") return nameOf(channel.with) ?? "";
  return `# ${channel.name}`;
}

function drawFrame() {
  byId("team").textContent = world.team.name;
  for (const [id, text] of Object.entries({ "who-label": words.who, "channels-title": words.channels, "directs-title": words.directs, "tab-messages": words.messages, "tab-home": words.home, "thread-title": words.thread, skip: words.skip })) byId(id).textContent = text;
  for (const [id, text] of Object.entries({ menu: words.menu, "thread-close": words.close, messages: words.messages, replies: words.thread, thread: words.thread, sidebar: words.menu })) byId(id).setAttribute("aria-label", text);
  const humans = world.people.filter((p) => !p.is_bot && p.id !== "USLACKBOT");
  byId("who").replaceChildren(...humans.map((p) => el("option", { value: p.id, selected: p.id === world.me }, `${p.real_name} · ${p.locale}`)));
  const entry = (c) => el("li", {}, button([c.kind === "group" ? [icon("lock"), ` ${c.name}`] : title(c)].flat(), () => { closeMenu(); go({ channel: c.id, thread: "", tab: "" }); }, { class: unread.has(c.id) ? "room unread" : "room", "aria-current": c.id === at.channel ? "page" : null }));
  byId("channels").replaceChildren(...world.channels.filter((c) => c.kind !== "im").map(entry));
  byId("directs").replaceChildren(...world.channels.filter((c) => c.kind === "im").map(entry));

  const channel = current();
  byId("room-name").textContent = title(channel);
  byId("room-purpose").textContent = channel.has_bot ? channel.purpose : words.noBot;
  byId("tabs").hidden = !isBotRoom();
  const home = isBotRoom() && at.tab === "home";
  byId("tab-home").setAttribute("aria-pressed", String(home));
  byId("tab-messages").setAttribute("aria-pressed", String(!home));
  byId("home").hidden = !home;
  byId("messages").hidden = byId("composer").hidden = byId("prompts").hidden = home;
  if (home) drawHome();
  drawComposers(channel);
}

let homeDrawn = "";
function drawHome() {
  const key = JSON.stringify([world.home, world.me]);
  if (key === homeDrawn) return;
  homeDrawn = key;
  const own = { ...context(), key: "home", act: (e, b, c) => context().clickView(world.home, e, b, c), suggest: (e, b, q) => context().suggestView(world.home, e, b, q) };
  byId("home").replaceChildren(...(world.home ? blocks(world.home.blocks, own) : [el("p", { class: "empty" }, words.noHome)]));
}

let composersFor = "";
function drawComposers(channel) {
  const key = `${world.me}/${channel.id}/${at.thread ?? ""}`;
  if (key === composersFor) return; // what is being typed stays
  composersFor = key;
  const send = (thread) => (text) => perform("type", { user: world.me, channel: at.channel, text, thread_ts: thread });
  const starters = channel.has_bot && !channel.with ? [...world.commands, "@nvcn"] : world.commands;
  composer(byId("composer"), { placeholder: words.ask(title(channel)), starters, send: send(null) });
  composer(byId("thread-composer"), { placeholder: words.askThread, starters: channel.has_bot && !channel.with ? ["@nvcn"] : [], send: send(at.thread) });
}

function drawRoom() {
  const inThread = (m) => m.thread_ts && m.thread_ts !== m.ts;
  const main = room.messages.filter((m) => !inThread(m) || m.subtype === "thread_broadcast");
  logs.room.draw(`${world.me}/${at.channel}`, main, context());
  const replies = at.thread ? room.messages.filter((m) => (m.thread_ts ?? m.ts) === at.thread) : [];
  byId("thread").hidden = !replies.length;
  if (replies.length) logs.thread.draw(`${world.me}/${at.channel}/${at.thread}`, replies, context(true));
  document.body.classList.toggle("with-thread", replies.length > 0);
  const status = (ts) => (room.statuses[ts] ? `nvcn ${room.statuses[ts]}` : "");
  const ask = (text) => perform("type", { user: world.me, channel: at.channel, text });
  byId("prompts").replaceChildren(...(room.prompts?.prompts ?? []).map((p) => button(p.title, () => ask(p.message), { class: "btn quiet" })));
  byId("thread-status").textContent = status(at.thread);
  byId("room-status").textContent = main.map((m) => status(m.ts)).find(Boolean) ?? "";
}

function closeMenu() {
  document.body.classList.remove("with-menu");
  byId("menu").setAttribute("aria-expanded", "false");
}

byId("menu").onclick = () => {
  const open = document.body.classList.toggle("with-menu");
  byId("menu").setAttribute("aria-expanded", String(open));
};
byId("who").onchange = (event) => go({ user: event.target.value, thread: "" });
byId("thread-close").onclick = () => go({ thread: "" }).then(() => byId("composer").querySelector("textarea").focus());
byId("tab-home").onclick = async () => { await go({ tab: "home", thread: "" }); perform("home", { user: world.me, tab: "home" }); };
byId("tab-messages").onclick = async () => { await go({ tab: "" }); perform("home", { user: world.me, tab: "messages" }); };
byId("skip").onclick = (event) => { event.preventDefault(); byId("composer").querySelector("textarea").focus(); };
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("with-menu")) closeMenu();
});

// Notes come in bursts; one refresh at a time, and one more if something came meanwhile.
let busy = false;
let again = false;
async function catchUp() {
  if (busy) { again = true; return; }
  busy = true;
  try { await refresh(); } catch (error) { toast(error.message); }
  busy = false;
  if (again) { again = false; catchUp(); }
}

listen((note) => {
  if (note.user && world && note.user !== world.me) return;
  if (note.what === "messages" && note.channel !== at.channel) unread.add(note.channel);
  catchUp();
}, () => { toast(""); catchUp(); });
if (at.tab === "home") perform("home", { user: at.user ?? "lin", tab: "home" });
