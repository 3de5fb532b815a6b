// The column of people: who they are, what they last heard, how much is unread.

import { api } from "./api.js";
import { summary } from "./bubble.js";
import { byId, fullName, h, paintAvatar } from "./dom.js";
import { confirmBox, menuAt, toast } from "./notices.js";
import { askPerson } from "./person.js";
import { emit, isOut, now, sorted, state, unread } from "./state.js";
import { listLabel } from "./time.js";

const narrow = matchMedia("(max-width: 760px)");

export function watchPeople() {
  byId("person-add").addEventListener("click", () => void add());
  byId("people-toggle").addEventListener("click", () => drawer(true));
  byId("scrim").addEventListener("click", () => drawer(false));
  addEventListener("keydown", (event) => event.key === "Escape" && byId("people").classList.contains("open") && drawer(false));
  byId("chat-menu").addEventListener("click", (event) => {
    const { right, bottom } = event.currentTarget.getBoundingClientRect();
    personMenu(state.people.get(state.current), right - 240, bottom, narrow.matches ? tools() : []);
  });
  narrow.addEventListener("change", () => drawer(false));
  drawer(false);
}

/** What the bar on top has no room for at phone width. */
const tools = () => [
  { label: "Bot API calls", icon: "calls", act: () => byId("tray-toggle").click() },
  { label: "Light or dark", icon: "theme", act: () => byId("theme-toggle").click() },
];

/** At phone width the column is a drawer; closed, it is out of reach for the keyboard too. */
export function drawer(open) {
  const people = byId("people");
  const wasOpen = people.classList.contains("open");
  people.classList.toggle("open", open && narrow.matches);
  people.inert = narrow.matches && !open;
  byId("scrim").hidden = !(open && narrow.matches);
  byId("people-toggle").setAttribute("aria-expanded", String(open && narrow.matches));
  if (open) people.querySelector("[aria-current=true]")?.focus();
  else if (wasOpen) byId("people-toggle").focus();
}

export function drawPeople() {
  const list = byId("people-list");
  const known = new Map([...list.children].map((item) => [Number(item.dataset.id), item]));
  let total = 0;
  for (const person of state.people.values()) {
    const item = known.get(person.id) ?? row(person.id);
    known.delete(person.id);
    fill(item, person);
    if (!item.isConnected) list.append(item);
    if (person.id !== state.current) total += unread(person.id);
  }
  for (const item of known.values()) item.remove();
  const badge = byId("unread-total");
  badge.hidden = total === 0;
  badge.textContent = String(total);
}

function row(id) {
  const part = (name) => h("span", { class: name, dir: name === "person-name" || name === "person-last" ? "auto" : null });
  const button = h("button", {
    type: "button", class: "person", "data-testid": "person", "data-person-id": id,
    onclick: () => {
      emit("choose", id);
      drawer(false);
    },
    oncontextmenu: (event) => {
      event.preventDefault();
      personMenu(state.people.get(id), event.clientX, event.clientY);
    },
  }, h("span", { class: "avatar", "aria-hidden": "true" }), part("person-name"), part("person-time"), part("person-last"), part("badge"));
  return h("li", { "data-id": id }, button);
}

function fill(item, person) {
  const button = item.firstChild;
  const [avatar, name, time, last, badge] = button.children;
  const newest = sorted(person.id).at(-1);
  const count = person.id === state.current ? 0 : unread(person.id);
  paintAvatar(avatar, fullName(person), person.id);
  name.textContent = fullName(person);
  time.textContent = newest ? listLabel(new Date(newest.date * 1000), now(), person.time_zone) : "";
  last.textContent = person.deactivated ? "Account deleted" : person.blocked ? "Has blocked the bot"
    : newest ? `${isOut(newest, person.id) ? "You: " : ""}${summary(newest)}` : "Not started yet";
  badge.textContent = count ? String(count) : "";
  badge.hidden = count === 0;
  badge.setAttribute("aria-label", `${count} unread`);
  button.setAttribute("aria-current", String(person.id === state.current));
  button.classList.toggle("blocked", Boolean(person.blocked));
}

function personMenu(person, x, y, extra = []) {
  if (!person) return;
  const change = (fields) => () => void attempt(() => api.changePerson(person.id, fields));
  menuAt(x, y, [
    ...extra,
    { label: "Edit this person", icon: "edit", act: () => void edit(person) },
    { label: "Add another person", icon: "plus", act: () => void add() },
    person.blocked
      ? { label: "Unblock the bot", icon: "restart", act: change({ blocked: false }) }
      : { label: "Block the bot", icon: "block", danger: true, act: change({ blocked: true }) },
    { label: "Forget everything", icon: "trash", danger: true, act: () => void reset() },
  ]);
}

async function attempt(act) {
  try {
    return await act();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

async function add() {
  const fields = await askPerson(null);
  const person = fields && (await attempt(() => api.addPerson(fields)));
  if (!person) return;
  state.people.set(person.id, person);
  drawer(false);
  emit("choose", person.id);
}

async function edit(person) {
  const fields = await askPerson(person);
  if (fields) await attempt(() => api.changePerson(person.id, fields));
}

async function reset() {
  const sure = await confirmBox("Forget everything?", "All people and their messages in this page go. What the bot itself has stored stays with the bot.", "Forget");
  if (sure) await attempt(() => api.reset());
}
