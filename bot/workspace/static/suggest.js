// A menu that asks the app for its options while one types.

import { button, el } from "./dom.js";
import { words } from "./words.js";

const PAUSE = 200;

export function suggestBox(content, act, context, blockId) {
  const name = content.placeholder?.text ?? words.search;
  const input = el("input", { type: "search", placeholder: name, "aria-label": name, autocomplete: "off", value: content.initial_option?.text.text ?? "" });
  const list = el("div", { class: "items", hidden: true });
  const box = el("span", { class: "menu suggest" }, input, list);
  let timer;
  let asked = 0;

  const choose = (option) => {
    input.value = option.text.text;
    list.hidden = true;
    input.focus();
    act(option);
  };
  const ask = async () => {
    if (input.value.length < (content.min_query_length ?? 3)) return;
    const turn = ++asked;
    const answer = await context.suggest(content, blockId, input.value);
    if (turn !== asked) return; // a later question was asked meanwhile
    const options = answer?.ack?.options ?? (answer?.ack?.option_groups ?? []).flatMap((g) => g.options);
    const items = options.map((o) => button(o.text.text, () => choose(o), { class: "item" }));
    list.replaceChildren(...(items.length ? items : [el("p", { class: "item" }, words.nothing)]));
    list.hidden = false;
  };

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("compositionend", () => { timer = setTimeout(ask, PAUSE); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      event.preventDefault();
      list.hidden = true;
      input.focus();
    }
    const items = [...list.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && items.length) { event.preventDefault(); items[Math.min(at + 1, items.length - 1)].focus(); }
    if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (items[at - 1] ?? input).focus(); }
  });
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) list.hidden = true; });
  return box;
}
