// The bot's own keyboard below the writing line, with the button that asks for a place.

import { api } from "./api.js";
import { byId, h, icon } from "./dom.js";
import { askPlace } from "./location.js";
import { toast } from "./notices.js";
import { chatOf, isOut, sorted } from "./state.js";
import { openWebApp } from "./webapp.js";

/** The keyboard that holds now: the last one the bot sent and did not take away; null when there is none. */
function standing(personId) {
  let answered = false;
  for (const message of sorted(personId).reverse()) {
    if (isOut(message, personId)) {
      answered = true;
      continue;
    }
    const markup = message.reply_markup;
    if (markup?.remove_keyboard) return null;
    if (markup?.keyboard) return { markup, messageId: message.message_id, answered };
    if (markup?.force_reply) return { markup, messageId: message.message_id, answered, asksReply: true };
  }
  return null;
}

export function drawReplyKeyboard(person) {
  const panel = byId("reply-keyboard");
  const toggle = byId("keyboard-toggle");
  const composer = byId("composer");
  const chat = chatOf(person.id);
  const found = standing(person.id);
  const keyboard = found && !found.asksReply ? found : null;
  const placeholder = found && !(found.asksReply && found.answered) ? found.markup.input_field_placeholder : null;
  composer.placeholder = placeholder || "Message";
  toggle.hidden = !keyboard;
  if (!keyboard) {
    panel.hidden = true;
    panel.replaceChildren();
    panel.dataset.drawn = "";
    return;
  }
  // A one-time keyboard folds itself away once it was used; the person's own choice lasts until the next keyboard.
  const choice = chat.keyboardHidden?.messageId === keyboard.messageId ? chat.keyboardHidden.hidden : null;
  const hidden = choice ?? Boolean(keyboard.markup.one_time_keyboard && keyboard.answered);
  panel.hidden = hidden;
  toggle.setAttribute("aria-expanded", String(!hidden));
  toggle.onclick = () => {
    chat.keyboardHidden = { messageId: keyboard.messageId, hidden: !panel.hidden };
    drawReplyKeyboard(person);
  };
  const signature = `${person.id} ${JSON.stringify(keyboard.markup)}`;
  if (panel.dataset.drawn === signature) return;
  panel.dataset.drawn = signature;
  panel.classList.toggle("tall", !keyboard.markup.resize_keyboard);
  panel.replaceChildren(...keyboard.markup.keyboard.map((row) =>
    h("div", { class: "reply-row" }, row.map((button) => replyButton(button, person)))));
}

function replyButton(raw, person) {
  const button = typeof raw === "string" ? { text: raw } : raw;
  const symbol = button.request_location ? "place" : button.request_contact ? "person" : null;
  return h("button", {
    type: "button", "data-testid": "reply-button",
    class: `reply-button ${["danger", "success", "primary"].includes(button.style) ? button.style : ""}`,
    onclick: () => void press(button, person),
  }, symbol ? icon(symbol) : null, h("span", { dir: "auto" }, button.text));
}

async function press(button, person) {
  if (button.web_app) {
    openWebApp(button, person);
    return;
  }
  let body = { text: button.text };
  if (button.request_location) {
    const location = await askPlace(person);
    if (!location) return;
    body = { location };
  } else if (button.request_contact) body = { contact: true };
  else if (button.request_poll || button.request_users || button.request_chat) {
    toast("This kind of button works only in the real app.");
    return;
  }
  try {
    await api.send(person.id, body);
  } catch (error) {
    toast(error.message);
  }
}
