// Inline keyboards: a tapped button turns a spinner until the bot answers.

import { api } from "./api.js";
import { h, icon } from "./dom.js";
import { copy } from "./entities.js";
import { toast } from "./notices.js";

const PATIENCE = 15_000;
const WEB = /^(https?|tg|mailto):/i;

const waiting = new Map(); // callback_query_id -> the button that spins
const early = new Set(); // answers that overtook the reply to our own request

export function inlineKeyboard(message, context) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return [];
  return h("div", { class: "inline-keyboard", role: "group", "aria-label": "Buttons" },
    rows.map((row, rowIndex) =>
      h("div", { class: "inline-row" }, row.map((button, column) => inlineButton(message, button, rowIndex, column, context)))));
}

function inlineButton(message, button, row, column, context) {
  const attributes = {
    class: `inline-button ${["danger", "success", "primary"].includes(button.style) ? button.style : ""}`,
    "data-testid": "inline-button", "data-row": row, "data-column": column,
  };
  const label = h("span", { class: "label", dir: "auto" }, button.text);
  if (button.url && WEB.test(button.url)) {
    return h("a", { ...attributes, href: button.url, target: "_blank", rel: "noopener noreferrer" }, label, icon("link"));
  }
  if (button.copy_text) {
    return h("button", { ...attributes, type: "button", onclick: () => copy(button.copy_text.text) }, label, icon("copy"));
  }
  const known = button.callback_data !== undefined;
  const element = h("button", { ...attributes, type: "button" }, label, h("span", { class: "spinner", "aria-hidden": "true" }));
  element.addEventListener("click", () => {
    if (known) void tap(element, message.message_id, row, column, context.person.id);
    else toast("This kind of button works only in the real app.");
  });
  return element;
}

async function tap(button, messageId, row, column, personId) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    const { callback_query_id: query } = await api.tap(personId, messageId, row, column);
    if (early.delete(query)) {
      button.removeAttribute("aria-busy");
      return;
    }
    waiting.set(query, button);
    setTimeout(() => stopSpinner(query), PATIENCE);
  } catch (error) {
    button.removeAttribute("aria-busy");
    toast(error.message);
  }
}

export function stopSpinner(query) {
  const button = waiting.get(query);
  if (button) button.removeAttribute("aria-busy");
  else remember(query);
  waiting.delete(query);
}

function remember(query) {
  early.add(query);
  if (early.size > 50) early.delete(early.values().next().value);
}
