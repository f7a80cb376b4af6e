// Modals: the topmost view in a dialog.

import { blocks } from "./blocks.js";
import { button, byId, el } from "./dom.js";
import { perform } from "./server.js";
import { words } from "./words.js";

let shown = "";
let values = new Map();

export function drawModal(view, context) {
  const dialog = byId("modal");
  if (!view) {
    shown = "";
    if (dialog.open) dialog.close();
    return;
  }
  const key = `${view.id}/${view.hash}/${JSON.stringify(view.errors)}`;
  if (key === shown) return;
  if (!shown.startsWith(view.id)) values = new Map();
  shown = key;

  const name = (blockId, actionId) => `${blockId}\n${actionId}`;
  const hold = (e, b, value) => values.set(name(b, e.action_id), { action: e.action_id, value });
  const inputs = new Set(view.blocks.filter((b) => b.type === "input" && !b.dispatch_action).map((b) => b.block_id));
  const own = {
    ...context, key: view.id, errors: view.errors, hold,
    held: (b, a) => values.get(name(b, a))?.value,
    act: (e, b, choice) => {
      hold(e, b, choice);
      return inputs.has(b) ? null : context.clickView(view, e, b, choice);
    },
    suggest: (e, b, query) => context.suggestView(view, e, b, query),
  };
  const close = () => perform("close", { user: context.me });
  const send = () => {
    const filled = [...values].filter(([key]) => inputs.has(key.split("\n")[0]) || view.blocks.some((b) => b.type === "input" && b.block_id === key.split("\n")[0]));
    return perform("submit", { user: context.me, values: Object.fromEntries(filled.map(([, { action, value }]) => [action, value])) });
  };
  const foot = el("div", { class: "dialog-foot" }, button(view.close?.text ?? words.cancel, close, { class: "btn" }));
  if (view.submit) foot.append(button(view.submit.text, send, { class: "btn primary" }));
  const body = el("form", { class: "dialog-body", onsubmit: (event) => { event.preventDefault(); if (view.submit) send(); } }, ...blocks(view.blocks, own));
  dialog.replaceChildren(
    el("header", {}, el("h2", { id: "modal-title" }, view.title.text), button("✕", close, { class: "plain", "aria-label": words.close })),
    body, foot,
  );
  dialog.oncancel = (event) => { event.preventDefault(); close(); };
  if (!dialog.open) dialog.showModal();
}
