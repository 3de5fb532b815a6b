// The head of the chat, "typing…", and the page's first words to a newcomer.

import { byId, h, paintAvatar } from "./dom.js";
import { chatOf, currentPerson, state } from "./state.js";

const ACTION_LASTS = 5500;
const WORDS = {
  typing: "typing…", upload_photo: "sending a picture…", upload_video: "sending a video…", record_video: "recording a video…",
  upload_document: "sending a file…", upload_voice: "sending a voice message…", record_voice: "recording…", choose_sticker: "choosing a sticker…",
  find_location: "looking for a place…",
};
const doing = new Map(); // person id -> {action, timer}

export function drawHeader() {
  const { bot } = state;
  paintAvatar(byId("bot-avatar"), bot.first_name, bot.id);
  byId("bot-name").textContent = bot.first_name;
  document.title = bot.first_name;
  const action = doing.get(state.current)?.action;
  byId("bot-status").textContent = action ? WORDS[action] ?? "busy…" : bot.username ? `@${bot.username} · bot` : "bot";
  byId("bot-status").classList.toggle("active", Boolean(action));
  byId("chat-menu").disabled = !currentPerson();
  byId("typing").hidden = action !== "typing";
}

export function beginAction(personId, action) {
  clearTimeout(doing.get(personId)?.timer);
  const timer = setTimeout(() => endAction(personId), ACTION_LASTS);
  doing.set(personId, { action, timer });
  drawHeader();
}

export function endAction(personId) {
  clearTimeout(doing.get(personId)?.timer);
  if (doing.delete(personId)) drawHeader();
}

export function drawEmpty() {
  const person = currentPerson();
  const box = byId("empty");
  box.hidden = !person || chatOf(person.id).messages.size > 0;
  if (box.hidden || box.dataset.bot === state.bot.first_name) return;
  box.dataset.bot = state.bot.first_name;
  const avatar = h("span", { class: "avatar bot-avatar", "aria-hidden": "true" });
  paintAvatar(avatar, state.bot.first_name, state.bot.id);
  box.replaceChildren(avatar,
    h("h2", { dir: "auto" }, state.bot.first_name),
    h("p", {}, "This is a local stand-in for Telegram: nothing you write here leaves this computer."),
    h("p", {}, "Press Start below to begin; the bar on top moves the clock, so tomorrow’s message can come right away."));
}
