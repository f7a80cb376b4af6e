// Interactive elements. `act(element, blockId, choice)` tells the server; `hold` notes a modal's input.

import { button, el } from "./dom.js";
import { confirmed } from "./confirm.js";
import { icon } from "./icons.js";
import { plain, textObject } from "./mrkdwn.js";
import { suggestBox } from "./suggest.js";
import { words } from "./words.js";

export function element(content, blockId, context) {
  const act = async (choice) => {
    if (content.confirm && !(await confirmed(content.confirm))) return;
    await context.act(content, blockId, choice);
  };
  const build = BUILDERS[content.type];
  const node = build ? build(content, act, context, blockId) : el("span", { class: "unknown" }, words.unknown(content.type));
  if (content.action_id) node.dataset.action = `${blockId}/${content.action_id}`;
  return node;
}

const label = (content) => content.accessibility_label ?? null;
const optionLabel = (option) => plain(option.text).join("");

function pushButton(content, act) {
  const face = button(plain(content.text).join(""), () => {
    if (content.url && /^https?:/i.test(content.url)) window.open(content.url, "_blank", "noopener,noreferrer");
    act(null);
  }, { class: `btn ${content.style ?? ""}`, "aria-label": label(content) });
  return face;
}

function iconButton(content, act, context) {
  if (content.visible_to_user_ids && !content.visible_to_user_ids.includes(context.me)) return el("span", { hidden: true });
  const name = content.accessibility_label ?? content.text.text;
  return button(icon("trash"), () => act(null), {
    class: "btn icon", "aria-label": name, title: content.text.text,
  });
}

function feedback(content, act) {
  const side = (which, face) => {
    const one = content[`${which}_button`];
    const name = one.accessibility_label ?? one.text.text;
    return button([icon(face), ` ${one.text.text}`], (event) => {
      for (const sibling of event.currentTarget.parentElement.children) sibling.setAttribute("aria-pressed", "false");
      event.currentTarget.setAttribute("aria-pressed", "true");
      act(which);
    }, { class: "btn quiet", "aria-label": name, "aria-pressed": "false" });
  };
  return el("span", { class: "group", role: "group", "aria-label": words.helpful }, side("positive", "like"), side("negative", "dislike"));
}

function overflow(content, act) {
  const menu = el("details", { class: "menu" }, el("summary", { class: "btn icon", "aria-label": words.more }, "⋯"));
  const choose = (option) => { menu.open = false; act(option.value); };
  menu.append(el("div", { class: "items" }, ...content.options.map((o) => button(optionLabel(o), () => choose(o), { class: "item" }))));
  menu.addEventListener("focusout", (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  return menu;
}

function select(content, act, context, blockId) {
  const held = context.held?.(blockId, content.action_id) ?? content.initial_option?.value ?? "";
  const option = (o) => el("option", { value: o.value }, optionLabel(o));
  const groups = content.option_groups?.map((g) => el("optgroup", { label: g.label.text }, ...g.options.map(option)));
  const placeholder = el("option", { value: "" }, content.placeholder?.text ?? words.choose);
  const node = el("select", { "aria-label": content.placeholder?.text ?? words.choose }, placeholder, ...(groups ?? content.options.map(option)));
  node.value = held;
  node.addEventListener("change", () => node.value && act(node.value));
  return node;
}

function choices(content, act, context, blockId) {
  const kind = content.type === "checkboxes" ? "checkbox" : "radio";
  const first = content.initial_options?.map((o) => o.value) ?? [content.initial_option?.value];
  const held = [context.held?.(blockId, content.action_id) ?? first].flat();
  const box = el("span", { class: "choices", role: kind === "radio" ? "radiogroup" : "group" });
  for (const option of content.options) {
    const input = el("input", { type: kind, name: `${context.key}-${blockId}-${content.action_id}`, checked: held.includes(option.value), value: option.value });
    input.addEventListener("change", () => {
      const picked = [...box.querySelectorAll("input:checked")].map((i) => i.value);
      act(kind === "radio" ? input.value : picked);
    });
    box.append(el("label", {}, input, textObject(option.text), option.description ? textObject(option.description, "small") : null));
  }
  return box;
}

function textInput(content, act, context, blockId) {
  const tag = content.multiline ? "textarea" : "input";
  const type = { number_input: "number", email_text_input: "email", url_text_input: "url" }[content.type] ?? "text";
  const value = context.held?.(blockId, content.action_id) ?? content.initial_value ?? "";
  const props = { placeholder: content.placeholder?.text, maxlength: content.max_length ?? 3000, type: content.multiline ? null : type, value };
  const node = el(tag, props);
  node.addEventListener("input", () => context.hold?.(content, blockId, node.value));
  return node;
}

function people(content, act, context, blockId) {
  const of = content.type.includes("users") ? context.people.filter((p) => !p.is_bot) : context.channels.filter((c) => c.name);
  const options = of.map((o) => ({ value: o.id, text: { type: "plain_text", text: o.real_name ?? `#${o.name}` } }));
  const first = content.initial_user ?? content.initial_channel ?? content.initial_conversation;
  return select({ ...content, options, initial_option: first && { value: first } }, act, context, blockId);
}

function date(content, act, context, blockId) {
  const value = context.held?.(blockId, content.action_id) ?? content.initial_date ?? content.initial_time ?? "";
  const node = el("input", { type: content.type === "timepicker" ? "time" : "date", value });
  node.addEventListener("change", () => act(node.value));
  return node;
}

const image = (content) => el("span", { class: "picture", role: "img", "aria-label": content.alt_text }, icon("image"), ` ${content.alt_text}`);

const BUILDERS = {
  button: pushButton, icon_button: iconButton, feedback_buttons: feedback, overflow, static_select: select,
  external_select: suggestBox, radio_buttons: choices, checkboxes: choices, plain_text_input: textInput,
  number_input: textInput, email_text_input: textInput, url_text_input: textInput, users_select: people,
  channels_select: people, conversations_select: people, datepicker: date, timepicker: date, image,
};
