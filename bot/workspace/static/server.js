// Talking to the workspace's server.

import { byId } from "./dom.js";
import { words } from "./words.js";

export async function read(path) {
  const answer = await fetch(path);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error);
  return body;
}

export async function perform(act, wish) {
  let body;
  try {
    const answer = await fetch(`/page/do/${act}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(wish),
    });
    body = await answer.json();
  } catch {
    body = { error: words.offline };
  }
  if (body.error) toast(body.error);
  else if (body.failed && act !== "type") toast(words.failed(body.failed));
  return body;
}

let timer;
export function toast(text) {
  byId("toast").textContent = text;
  clearTimeout(timer);
  if (text) timer = setTimeout(() => toast(""), 6000);
}

export function listen(onNote, onOpen) {
  const source = new EventSource("/page/events");
  source.onmessage = (event) => onNote(JSON.parse(event.data));
  source.onopen = onOpen;
  source.onerror = () => toast(words.offline);
}
