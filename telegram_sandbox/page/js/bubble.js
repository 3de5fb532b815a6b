// One message as a bubble. An edit replaces only the parts that changed, so nothing flickers.

import { reactionPills } from "./actions.js";
import { h, icon } from "./dom.js";
import { richText } from "./entities.js";
import { inlineKeyboard } from "./inline.js";
import { mediaOf } from "./media.js";
import { isOut } from "./state.js";
import { wallTime } from "./time.js";

const PARTS = ["reply", "media", "text", "reactions"];

export function createBubble(message, context) {
  const out = isOut(message, context.person.id);
  const bubble = h("div", { class: "bubble" }, PARTS.map((part) => h("div", { class: `part-${part}` })));
  const keyboard = h("div", { class: "part-keyboard" });
  const element = h("div", {
    class: `message ${out ? "out" : "in"}`, "data-testid": "message",
    "data-message-id": message.message_id, "data-out": String(out), role: "article", tabindex: "-1",
  }, h("div", { class: "stack" }, bubble, keyboard));
  element.signatures = {};
  updateBubble(element, message, context);
  return element;
}

export function updateBubble(element, message, context) {
  const { person } = context;
  const out = element.dataset.out === "true";
  const text = message.text ?? message.caption ?? "";
  const time = wallTime(new Date(message.date * 1000), person.time_zone);
  element.message = message;
  element.setAttribute("aria-label", `${out ? "You" : context.bot.first_name}, ${time}`);

  patch(element, "reply", [message.reply_to_message?.message_id, message.reply_to_message?.text, message.quote?.text],
    () => replyQuote(message, context));
  patch(element, "media", mediaSignature(message), (slot) => mediaOf(message, slot));
  // Entities with times depend on the zone and the language of the reader.
  patch(element, "text", [text, message.entities ?? message.caption_entities, message.edited, time, person.time_zone, person.language_code, message.silent], () => [
    ...richText(text, message.entities ?? message.caption_entities, context), meta(message, time, out),
  ]);
  patch(element, "reactions", message.reactions ?? [], () => reactionPills(message, context));
  patch(element, "keyboard", message.reply_markup?.inline_keyboard ?? null, () => inlineKeyboard(message, context));

  const bare = !text && Boolean(element.querySelector(".part-media > :is(.visual, .album:not(.listed))"));
  const loud = isFewEmoji(text) && !message.entities?.length && !message.reply_to_message && !hasMedia(message);
  element.classList.toggle("bare", bare);
  element.classList.toggle("loud", loud);
  element.classList.toggle("visual-message", Boolean(element.querySelector(".part-media > .visual, .part-media > .album")));
  element.classList.toggle("caption-above", Boolean(message.show_caption_above_media));
  element.classList.toggle("with-keyboard", Boolean(message.reply_markup?.inline_keyboard?.length));
}

function patch(element, part, value, build) {
  const signature = JSON.stringify(value ?? null);
  if (element.signatures[part] === signature) return;
  element.signatures[part] = signature;
  const slot = element.querySelector(`.part-${part}`);
  const focused = slot.contains(document.activeElement) ? document.activeElement : null;
  const built = build(slot);
  if (built) slot.replaceChildren(...[built].flat());
  if (focused && !focused.isConnected) refocus(element, focused);
}

/** A keyboard user whose button was replaced stays where they were. */
function refocus(element, gone) {
  const { row, column } = gone.dataset;
  const twin = row === undefined ? null : element.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  (twin ?? element).focus({ preventScroll: true });
}

const MEDIA = ["photo", "animation", "video", "document", "audio", "voice", "video_note", "sticker", "location", "venue", "contact", "dice", "poll"];
const hasMedia = (message) => MEDIA.some((kind) => message[kind]) || message.album;
const mediaSignature = (message) => [message.has_media_spoiler, message.album?.map(mediaSignature), ...MEDIA.map((kind) => message[kind])];

function isFewEmoji(text) {
  if (!text || text.length > 24) return false;
  return /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|[\u{1f1e6}-\u{1f1ff}])+$/u.test(text) && [...text].length <= 6;
}

function meta(message, time, out) {
  return h("span", { class: "meta" },
    message.edited ? h("span", {}, "edited ") : null,
    message.silent ? h("span", { class: "silent", title: "Sent without a sound" }, icon("silent"), h("span", { class: "hidden" }, "silent ")) : null,
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, time),
    out ? icon("checks") : null);
}

function replyQuote(message, context) {
  const replied = message.reply_to_message;
  if (!replied) return [];
  return h("button", { type: "button", class: "reply-quote", onclick: () => context.onGoTo(replied.message_id) },
    h("strong", { dir: "auto" }, isOut(replied, context.person.id) ? "You" : context.bot.first_name),
    h("span", { dir: "auto" }, message.quote?.text ?? summary(replied)));
}

/** A message in one line, for the list of people, replies and the pinned bar. */
export function summary(message) {
  const kinds = {
    photo: "Photo", animation: "Animation", video: "Video", document: message.document?.file_name ?? "File",
    audio: message.audio?.title ?? "Audio", voice: "Voice message", location: "Location", contact: "Contact",
    sticker: "Sticker", dice: "Dice", poll: "Poll", pinned_message: "Pinned a message", web_app_data: "Data of a page",
  };
  const kind = Object.keys(kinds).find((name) => message[name]);
  const text = (message.text ?? message.caption ?? "").replaceAll(/\s+/g, " ").trim();
  if (kind && text) return `${kinds[kind]} · ${text}`;
  return text || (kind ? kinds[kind] : "Message");
}
