// What a person can do with a message: react, reply, copy, edit, delete.

import { api } from "./api.js";
import { h } from "./dom.js";
import { copy } from "./entities.js";
import { menuAt, toast } from "./notices.js";
import { emit, isOut } from "./state.js";

const REACTIONS = ["👍", "❤", "🔥", "🎉", "👏", "🤩", "🙏", "😁", "😢", "👎"];

/** The heart is sent bare; only with a variation selector is it drawn in colour. */
const drawn = (emoji) => (emoji === "❤" ? "❤\ufe0f" : emoji);

export function reactionPills(message, context) {
  const reactions = message.reactions ?? [];
  if (!reactions.length) return [];
  const counted = new Map();
  for (const { emoji, from_bot } of reactions) {
    const pill = counted.get(emoji) ?? { count: 0, mine: false };
    counted.set(emoji, { count: pill.count + 1, mine: pill.mine || !from_bot });
  }
  return h("div", { class: "reactions" }, [...counted].map(([emoji, { count, mine }]) =>
    h("button", {
      type: "button", class: `reaction ${mine ? "mine" : ""}`, "data-testid": "reaction", "aria-pressed": String(mine),
      "aria-label": `${emoji}, ${count}${mine ? ", yours" : ""}`,
      onclick: () => void react(context.person.id, message, mine ? null : emoji),
    }, drawn(emoji), count > 1 ? h("span", {}, String(count)) : null)));
}

async function react(personId, message, emoji) {
  try {
    await api.react(personId, message.message_id, emoji);
  } catch (error) {
    toast(error.message);
  }
}

export function messageMenu(message, personId, x, y) {
  const mine = (message.reactions ?? []).filter((one) => !one.from_bot).map((one) => one.emoji);
  const text = message.text ?? message.caption;
  const own = isOut(message, personId);
  const bar = h("div", { class: "menu-reactions", role: "group", "aria-label": "React" }, REACTIONS.map((emoji) =>
    h("button", {
      type: "button", "aria-label": `React with ${emoji}`, "aria-pressed": String(mine.includes(emoji)),
      onclick: () => { menu.hidePopover(); void react(personId, message, mine.includes(emoji) ? null : emoji); },
    }, drawn(emoji))));
  const items = [{ label: "Reply", icon: "reply", act: () => emit("reply", message) }];
  if (text) items.push({ label: "Copy text", icon: "copy", act: () => void copy(text) });
  if (own && message.text) items.push({ label: "Edit", icon: "edit", act: () => emit("edit", message) });
  items.push({ label: "Delete for me", icon: "trash", danger: true, act: () => void remove(personId, message) });
  const menu = menuAt(x, y, items, bar);
}

async function remove(personId, message) {
  try {
    await api.remove(personId, message.message_id);
  } catch (error) {
    toast(error.message);
  }
}
