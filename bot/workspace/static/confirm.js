// "Are you sure?" before an element acts.

import { button, byId, el } from "./dom.js";
import { textObject } from "./mrkdwn.js";

export function confirmed(ask) {
  const dialog = byId("confirm");
  return new Promise((resolve) => {
    const done = (answer) => { dialog.close(); resolve(answer); };
    dialog.oncancel = () => resolve(false);
    dialog.replaceChildren(
      el("h2", { id: "confirm-title" }, ask.title.text),
      textObject(ask.text, "p"),
      el("div", { class: "dialog-foot" },
        button(ask.deny.text, () => done(false), { class: "btn" }),
        button(ask.confirm.text, () => done(true), { class: `btn ${ask.style ?? "primary"}` })),
    );
    dialog.showModal();
  });
}
