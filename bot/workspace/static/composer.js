// The box one types into.

import { button, el } from "./dom.js";
import { words } from "./words.js";

const TALLEST = 200;

export function composer(form, { placeholder, starters, send }) {
  const box = el("textarea", { rows: "1", placeholder, "aria-label": placeholder, enterkeyhint: "send" });
  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 2, TALLEST)}px`;
  };
  const submit = async () => {
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    grow();
    const done = await send(text);
    if (done?.error && !box.value) { box.value = text; grow(); } // nothing that was typed gets lost
  };
  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    // while an input method composes, Enter takes its candidate and must not send
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  form.onsubmit = (event) => { event.preventDefault(); submit(); };
  const start = (word) => button(word, () => {
    if (!box.value.includes(word)) box.value = word.startsWith("/") ? `${word} ${box.value}` : `${box.value}${word} `;
    box.focus();
  }, { class: "btn quiet" });
  form.replaceChildren(
    box,
    el("div", { class: "composer-foot" }, ...starters.map(start), el("span", { class: "keys" }, words.keys), el("button", { type: "submit", class: "btn primary" }, words.send)),
  );
  return box;
}
