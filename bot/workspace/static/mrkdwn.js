// Slack's mrkdwn, as nodes.

import { el, link } from "./dom.js";
import { nameOf } from "./names.js";

const EMOJI = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", eyes: "👀", white_check_mark: "✅", warning: "⚠️", mag: "🔍",
  heart: "❤️", tada: "🎉", wave: "👋", bulb: "💡", book: "📖", newspaper: "📰", link: "🔗", x: "❌", question: "❓",
  hourglass_flowing_sand: "⏳", memo: "📝", information_source: "ℹ️", pushpin: "📌", speech_balloon: "💬", robot_face: "🤖",
};
export const emoji = (name) => EMOJI[name] ?? `:${name}:`;

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const TOKEN = /```([\s\S]+?)```|`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}])([*_~])(?=\S)((?:(?!\4)[^\n])*?\S)\4(?![\p{L}\p{N}])|:([a-z0-9_+-]+):/u;
const MARKS = { "*": "strong", _: "em", "~": "s" };

export function inline(text) {
  const nodes = [];
  let rest = text;
  for (let match = TOKEN.exec(rest); match; match = TOKEN.exec(rest)) {
    if (match.index) nodes.push(unescape(rest.slice(0, match.index)));
    const [whole, pre, code, angle, mark, inner, face] = match;
    if (pre !== undefined) nodes.push(el("pre", {}, unescape(pre.replace(/^\n|\n$/g, ""))));
    else if (code !== undefined) nodes.push(el("code", {}, unescape(code)));
    else if (angle !== undefined) nodes.push(reference(angle));
    else if (mark !== undefined) nodes.push(el(MARKS[mark], {}, ...inline(inner)));
    else nodes.push(emoji(face));
    rest = rest.slice(match.index + whole.length);
  }
  if (rest) nodes.push(unescape(rest));
  return nodes;
}

function reference(body) {
  const [target, label] = body.split("|");
  if (target.startsWith("@")) return mention(target.slice(1));
  if (target.startsWith("#")) return el("span", { class: "mention" }, `#${nameOf(target.slice(1)) || label}`);
  if (target.startsWith("!date")) return label ?? target;
  if (target.startsWith("!")) return el("span", { class: "mention ping" }, `@${target.slice(1)}`);
  return link(unescape(target), unescape(label ?? target));
}

export const mention = (id) => el("span", { class: "mention" }, `@${nameOf(id) || id}`);

// Block-level: runs of "> " lines are quotations, everything else keeps its line breaks.
export function mrkdwn(text) {
  const nodes = [];
  for (const run of text.split(/((?:^|(?<=\n))(?:&gt; ?[^\n]*(?:\n|$))+)/)) {
    if (!run) continue;
    if (run.startsWith("&gt;")) nodes.push(el("blockquote", {}, ...inline(run.replace(/^&gt; ?/gm, "").trimEnd())));
    else nodes.push(...inline(run));
  }
  return nodes;
}

export function textObject(object, tag = "span", props = {}) {
  if (!object) return null;
  const parts = object.type === "mrkdwn" ? mrkdwn(object.text) : plain(object);
  return el(tag, props, ...parts);
}

export function plain(object) {
  const text = object?.text ?? "";
  if (object?.emoji === false) return [text];
  return text.split(/(:[a-z0-9_+-]+:)/).map((part) => (/^:[a-z0-9_+-]+:$/.test(part) ? emoji(part.slice(1, -1)) : part));
}
