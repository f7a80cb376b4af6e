// Rich text blocks, as nodes: nothing in them is parsed, so a quotation stays as it was written.

import { el, link } from "./dom.js";
import { emoji, mention } from "./mrkdwn.js";
import { nameOf } from "./names.js";
import { words } from "./words.js";

export function richText(block) {
  return el("div", { class: "rich" }, ...block.elements.map(container));
}

function container(element) {
  switch (element.type) {
    case "rich_text_section":
      return el("p", {}, ...parts(element));
    case "rich_text_quote":
      return el("blockquote", {}, ...parts(element));
    case "rich_text_preformatted":
      return el("pre", {}, ...parts(element));
    case "rich_text_list": {
      const ordered = element.style === "ordered";
      const props = { class: `indent-${Math.min(element.indent ?? 0, 4)}`, start: ordered ? (element.offset ?? 0) + 1 : null };
      return el(ordered ? "ol" : "ul", props, ...element.elements.map((item) => el("li", {}, ...parts(item))));
    }
    default:
      return el("p", { class: "unknown" }, words.unknown(element.type));
  }
}

const parts = (element) => (element.elements ?? []).map(part);

const STYLES = [["bold", "strong"], ["italic", "em"], ["strike", "s"], ["code", "code"], ["underline", "u"], ["highlight", "mark"]];

function part(element) {
  let node = bare(element);
  for (const [style, tag] of STYLES) if (element.style?.[style]) node = el(tag, {}, node);
  return node;
}

function bare(element) {
  switch (element.type) {
    case "text":
      return element.text;
    case "link":
      return link(element.url, element.text ?? element.url);
    case "user":
      return mention(element.user_id);
    case "channel":
      return el("span", { class: "mention" }, `#${nameOf(element.channel_id) ?? element.channel_id}`);
    case "broadcast":
      return el("span", { class: "mention ping" }, `@${element.range}`);
    case "emoji":
      return emoji(element.name);
    case "date":
      return element.fallback ?? new Date(element.timestamp * 1000).toLocaleDateString(document.documentElement.lang);
    default:
      return words.unknown(element.type);
  }
}
