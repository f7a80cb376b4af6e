// Block Kit, as nodes.

import { el } from "./dom.js";
import { element } from "./elements.js";
import { icon } from "./icons.js";
import { mrkdwn, textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { words } from "./words.js";

export function blocks(list, context) {
  return list.map((block) => {
    const build = BUILDERS[block.type];
    const node = build ? build(block, context) : el("p", { class: "unknown" }, words.unknown(block.type));
    node.classList.add("block", `b-${block.type}`);
    return node;
  });
}

const all = (block, context, list = block.elements) => list.map((e) => element(e, block.block_id, context));

function section(block, context) {
  const body = el("div", { class: "section-body" }, block.text ? textObject(block.text, "div") : null);
  if (block.fields) body.append(el("div", { class: "fields" }, ...block.fields.map((f) => textObject(f, "div"))));
  return el("div", {}, body, block.accessory ? element(block.accessory, block.block_id, context) : null);
}

const context = (block, outer) =>
  el("div", {}, ...block.elements.map((e) => (e.type === "image" ? element(e, block.block_id, outer) : textObject(e))));

function input(block, outer) {
  const field = element(block.element, block.block_id, outer);
  const error = outer.errors?.[block.block_id];
  const optional = block.optional ? null : el("span", { class: "must", "aria-hidden": "true" }, " *");
  const label = el("label", {}, el("span", { class: "label" }, block.label.text, optional), field);
  const note = error ?? null;
  const node = el("div", {}, label, note ? el("p", { class: "error", role: "alert" }, note) : null, block.hint ? textObject(block.hint, "p", { class: "hint" }) : null);
  if (note && field.setAttribute) field.setAttribute("aria-invalid", "true");
  node.dataset.block = block.block_id;
  return node;
}

function table(block) {
  const cell = (tag) => (content) => el(tag, {}, content.type === "rich_text" ? richText(content) : String(content.text ?? content.value ?? ""));
  const [head, ...body] = block.rows;
  const rows = body.map((row) => el("tr", {}, ...row.map(cell("td"))));
  return el("div", { class: "scroll", tabindex: "0" }, el("table", {}, el("thead", {}, el("tr", {}, ...head.map(cell("th")))), el("tbody", {}, ...rows)));
}

const image = (block) =>
  el("figure", {}, block.title ? textObject(block.title, "figcaption") : null,
    el("div", { class: "picture", role: "img", "aria-label": block.alt_text }, icon("image"), ` ${block.alt_text}`));

function card(block, outer) {
  return el("article", {}, block.title ? textObject(block.title, "h3") : null, block.subtitle ? textObject(block.subtitle, "p", { class: "hint" }) : null,
    block.body ? textObject(block.body, "div") : null, block.actions ? el("div", { class: "b-actions" }, ...all(block, outer, block.actions)) : null);
}

function container(block, outer) {
  const title = block.title ? textObject(block.title, "strong") : el("strong", {}, words.more);
  const inner = blocks(block.child_blocks, outer);
  if (!block.is_collapsible) return el("section", {}, title, ...inner);
  return el("details", { open: !block.default_collapsed }, el("summary", {}, title), ...inner);
}

const BUILDERS = {
  section, context, input, table, image, card, container,
  header: (block) => textObject(block.text, "h3"),
  divider: () => el("hr"),
  actions: (block, outer) => el("div", {}, ...all(block, outer)),
  context_actions: (block, outer) => el("div", {}, ...all(block, outer)),
  rich_text: richText,
  markdown: (block) => el("div", {}, ...mrkdwn(block.text.replace(/\*\*(.+?)\*\*/g, "*$1*"))),
  carousel: (block, outer) => el("div", {}, ...blocks(block.elements, outer)),
  alert: (block) => textObject(block.text, "p", { class: `alert ${block.level ?? "default"}` }),
};
