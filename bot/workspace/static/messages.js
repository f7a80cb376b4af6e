// Messages: one node each, replaced only when the message changed, so that focus and announcements stay sane.

import { blocks } from "./blocks.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { emoji, mrkdwn } from "./mrkdwn.js";
import { nameOf } from "./names.js";
import { words } from "./words.js";

export class Log {
  constructor(node) {
    this.node = node;
    this.drawn = new Map();
    this.key = "";
  }

  // A new message that is taller than the log is shown from its beginning.
  showLast(node) {
    if (!node || node === this.last) return;
    this.last = node;
    this.node.scrollTop = this.node.scrollHeight;
    const above = node.getBoundingClientRect().top - this.node.getBoundingClientRect().top;
    if (above < 0) this.node.scrollTop += above;
  }

  draw(key, messages, context) {
    if (key !== this.key) {
      this.key = key;
      this.drawn.clear();
      this.node.replaceChildren();
      this.last = null;
    }
    const atEnd = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 80;
    const focused = document.activeElement?.dataset?.action;
    const kept = new Set();
    let before = null;
    for (const message of messages) {
      kept.add(message.ts);
      const json = JSON.stringify(message);
      const old = this.drawn.get(message.ts);
      const node = old?.json === json ? old.node : article(message, context);
      if (old && old.node !== node) {
        const had = old.node.contains(document.activeElement);
        old.node.replaceWith(node);
        if (had) (node.querySelector(`[data-action="${CSS.escape(focused ?? "")}"]`) ?? node.querySelector("button"))?.focus();
      }
      const place = before ? before.nextSibling : this.node.firstChild;
      if (node !== place) this.node.insertBefore(node, place);
      this.drawn.set(message.ts, { json, node });
      before = node;
    }
    for (const [ts, { node }] of this.drawn) if (!kept.has(ts)) { node.remove(); this.drawn.delete(ts); }
    this.node.querySelector(".empty")?.remove();
    if (!messages.length) this.node.append(el("p", { class: "empty" }, words.empty));
    if (atEnd || messages.at(-1)?.user === context.me) this.showLast(before);
  }
}

function article(message, context) {
  const bot = Boolean(message.bot_id);
  const who = nameOf(message.user) ?? "Slackbot";
  const time = new Date(Number(message.ts) * 1000);
  const head = el("header", {},
    el("strong", {}, who), bot ? el("span", { class: "badge" }, words.app) : null,
    el("time", { datetime: time.toISOString() }, time.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })));
  const own = { ...context, message, key: message.ts, act: (e, b, c) => context.click(message, e, b, c), suggest: (e, b, q) => context.suggest(message, e, b, q) };
  const body = el("div", { class: "body" }, ...(message.blocks?.length && bot ? blocks(message.blocks, own) : [el("p", {}, ...mrkdwn(message.text))]));
  if (message.edited) body.append(el("small", { class: "hint" }, words.edited));
  return el("article", { class: `message${message.ephemeral ? " ephemeral" : ""}${message.subtype === "tombstone" ? " gone" : ""}`, "aria-label": `${who}: ${message.text.slice(0, 80)}` },
    el("div", { class: `avatar${bot ? " bot" : ""}`, "aria-hidden": "true" }, bot ? "NV" : [...who][0]),
    el("div", { class: "content" }, head, body, reactions(message, context), threadLink(message, context),
      message.ephemeral ? el("p", { class: "only" }, icon("eye"), ` ${words.only}`) : null),
    message.ephemeral || message.subtype === "tombstone" ? null : tools(message, context));
}

function reactions(message, context) {
  if (!message.reactions?.length) return null;
  const one = (r) => {
    const mine = r.users.includes(context.me);
    return button(`${emoji(r.name)} ${r.count}`, () => context.react(message, r.name, !mine), { class: "btn quiet", "aria-pressed": String(mine), "aria-label": `${r.name} ${r.count}` });
  };
  return el("div", { class: "reactions" }, ...message.reactions.map(one));
}

function threadLink(message, context) {
  if (!message.reply_count || context.inThread) return null;
  return button([icon("reply"), ` ${words.replies(message.reply_count)}`], () => context.openThread(message.ts), { class: "btn quiet thread-link" });
}

function tools(message, context) {
  const tool = (face, name, act) => button(face, act, { class: "tool", "aria-label": name, title: name });
  const mine = message.user === context.me;
  const liked = message.reactions?.some((r) => r.name === "+1" && r.users.includes(context.me));
  return el("div", { class: "tools" },
    tool(icon("like"), words.react, () => context.react(message, "+1", !liked)),
    context.inThread ? null : tool(icon("reply"), words.reply, () => context.openThread(message.thread_ts ?? message.ts)),
    mine ? tool(icon("edit"), words.edit, (event) => editing(event.currentTarget.closest("article"), message, context)) : null,
    mine ? tool(icon("trash"), words.remove, () => context.remove(message)) : null);
}

function editing(node, message, context) {
  const body = node.querySelector(".body");
  const box = el("textarea", { "aria-label": words.edit, value: body.textContent.replace(words.edited, "") });
  const done = () => { box.replaceWith(body); node.querySelector("button")?.focus(); };
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") done();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); done(); context.edit(message, box.value); }
  });
  box.title = words.saved;
  body.replaceWith(box);
  box.focus();
}
