// The list of messages: days, tails, albums; kept in step with the state without being drawn anew.

import { createBubble, summary, updateBubble } from "./bubble.js";
import { messageMenu } from "./actions.js";
import { byId, h } from "./dom.js";
import { currentPerson, emit, isOut, now, sorted, state } from "./state.js";
import { dayKey, dayLabel } from "./time.js";

const GROUP_GAP = 300; // seconds after which a bubble begins a group of its own
const LONG_PRESS = 450;

const drawn = new Map(); // row key -> element
const days = new Map(); // day -> the section with its messages
let shownPerson = null;

export function drawMessages(context) {
  const person = currentPerson();
  const list = byId("messages");
  if (person?.id !== shownPerson) {
    list.replaceChildren();
    drawn.clear();
    days.clear();
    shownPerson = person?.id ?? null;
  }
  if (!person) return;
  const rows = rowsOf(sorted(person.id), person);
  const full = { ...context, person, bot: state.bot, now: now(), onGoTo: goTo };
  const keep = new Set(rows.map((row) => row.key));
  for (const [key, element] of drawn) {
    if (keep.has(key)) continue;
    element.remove();
    drawn.delete(key);
  }
  for (const [day, section] of days) {
    if (rows.some((row) => row.day === day)) continue;
    section.remove();
    days.delete(day);
  }
  const placed = new Map(); // parent -> its last child that is in place
  for (const row of rows) {
    let element = drawn.get(row.key);
    if (!element) drawn.set(row.key, (element = create(row, full)));
    else update(element, row, full);
    let section = days.get(row.day);
    if (!section) days.set(row.day, (section = h("div", { class: "day-section" })));
    put(section, list, placed);
    put(element, section, placed);
  }
}

/** Next in order; an element that already stands there is not touched, or its animations and focus would be lost. */
function put(element, parent, placed) {
  const previous = placed.get(parent);
  if (previous === element) return;
  const expected = previous ? previous.nextSibling : parent.firstChild;
  if (element !== expected) parent.insertBefore(element, expected);
  placed.set(parent, element);
}

function rowsOf(messages, person) {
  const rows = [];
  let day = null;
  let last = null;
  for (const message of messages) {
    const instant = new Date(message.date * 1000);
    const key = dayKey(instant, person.time_zone);
    if (key !== day) {
      rows.push({ kind: "day", key: `day ${key}`, day: key, instant });
      day = key;
      last = null;
    }
    if (message.pinned_message || message.web_app_data) {
      rows.push({ kind: "service", key: `m${message.message_id}`, day, message });
      last = null;
      continue;
    }
    if (last && message.media_group_id && message.media_group_id === last.message.media_group_id) {
      last.album.push(message);
      continue;
    }
    const row = { kind: "bubble", key: `m${message.message_id}`, day, message, album: [message], first: true, tail: true };
    if (last && isOut(last.message, person.id) === isOut(message, person.id) && message.date - last.message.date < GROUP_GAP) {
      last.tail = false;
      row.first = false;
    }
    rows.push(row);
    last = row;
  }
  return rows;
}

/** An album is its first message carrying all of them, with whichever caption there is. */
function asOne(row) {
  if (row.album.length < 2) return row.message;
  const captioned = row.album.find((message) => message.caption) ?? row.message;
  return { ...row.message, caption: captioned.caption, caption_entities: captioned.caption_entities, album: row.album };
}

function create(row, context) {
  if (row.kind === "day") return h("div", { class: "day" }, h("span", {}, dayLabel(row.instant, context.now, context.person.time_zone)));
  if (row.kind === "service") {
    const { pinned_message: pinned, web_app_data: handed } = row.message;
    if (handed) {
      return h("div", { class: "day service" }, h("span", {}, `Data of the “${handed.button_text}” button went to ${context.bot.first_name}`));
    }
    return h("div", { class: "day service" },
      h("button", { type: "button", onclick: () => goTo(pinned.message_id) }, `${context.bot.first_name} pinned “${summary(pinned).slice(0, 40)}”`));
  }
  const element = createBubble(asOne(row), context);
  element.classList.add("arriving");
  shape(element, row);
  return element;
}

function update(element, row, context) {
  if (row.kind === "day") element.firstChild.textContent = dayLabel(row.instant, context.now, context.person.time_zone);
  if (row.kind !== "bubble") return;
  updateBubble(element, asOne(row), context);
  shape(element, row);
}

function shape(element, row) {
  element.classList.toggle("first", row.first);
  element.classList.toggle("tail", row.tail);
  element.classList.toggle("album-message", row.album.length > 1);
}

export function goTo(messageId) {
  const element = document.querySelector(`#messages [data-message-id="${messageId}"]`);
  if (!element) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  element.classList.add("pointed");
  setTimeout(() => element.classList.remove("pointed"), 1600);
}

/** Right click, long press, double click, and the keyboard: arrows between messages, Enter for the menu. */
export function watchMessages() {
  const list = byId("messages");
  const at = (event) => event.target.closest?.(".message");
  const open = (element, x, y) => messageMenu(element.message, state.current, x, y);

  list.addEventListener("contextmenu", (event) => {
    const element = at(event);
    if (!element || event.target.closest("a, video, audio")) return;
    event.preventDefault();
    open(element, event.clientX, event.clientY);
  });
  let timer = null;
  list.addEventListener("touchstart", (event) => {
    const element = at(event);
    const { clientX, clientY } = event.touches[0];
    timer = element && setTimeout(() => open(element, clientX, clientY), LONG_PRESS);
  }, { passive: true });
  for (const name of ["touchend", "touchmove", "touchcancel"]) list.addEventListener(name, () => clearTimeout(timer), { passive: true });

  list.addEventListener("dblclick", (event) => {
    const element = at(event);
    if (element && !event.target.closest("button, a, video, code")) emit("reply", element.message);
  });
  byId("scroller").addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll(".message")];
    const index = all.indexOf(document.activeElement);
    if (event.key === "ArrowUp" && (index > 0 || event.target.id === "scroller")) {
      event.preventDefault();
      (index > 0 ? all[index - 1] : all.at(-1))?.focus();
    } else if (event.key === "ArrowDown" && index >= 0) {
      event.preventDefault();
      (all[index + 1] ?? byId("composer")).focus();
    } else if (index >= 0 && (event.key === "Enter" || event.key === "ContextMenu")) {
      event.preventDefault();
      const box = all[index].querySelector(".bubble").getBoundingClientRect();
      open(all[index], box.left + 16, box.top + 16);
    }
  });
}
