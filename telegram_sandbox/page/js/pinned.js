// The bar above the chat with the pinned message.

import { summary } from "./bubble.js";
import { byId, h, icon } from "./dom.js";
import { goTo } from "./messages.js";
import { chatOf, state } from "./state.js";

export function drawPinned() {
  const bar = byId("pinned");
  const chat = state.current === null ? null : chatOf(state.current);
  const message = chat?.pinned ? chat.messages.get(chat.pinned) : null;
  bar.hidden = !message;
  if (!message) return;
  bar.replaceChildren(h("button", { type: "button", "data-testid": "pinned", onclick: () => goTo(message.message_id) },
    icon("pin"),
    h("span", { class: "pinned-words" }, h("strong", {}, "Pinned message"), h("span", { dir: "auto" }, summary(message)))));
}
