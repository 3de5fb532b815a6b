// The page put together: what each event means, and what is drawn anew after it.

import { api } from "./api.js";
import { drawClock, refreshUpcoming, watchClock } from "./clock.js";
import { drawFoot, watchComposer } from "./composer.js";
import { byId, fullName } from "./dom.js";
import { celebrate } from "./effects.js";
import { listen } from "./events.js";
import { beginAction, drawEmpty, drawHeader, endAction } from "./header.js";
import { stopSpinner } from "./inline.js";
import { drawMessages, watchMessages } from "./messages.js";
import { alertBox, toast } from "./notices.js";
import { drawPeople, watchPeople } from "./people.js";
import { ownLanguage, ownZone } from "./person.js";
import { drawPinned } from "./pinned.js";
import { forget, isFollowing, noteArrival, toEnd, watchScroll } from "./scroll.js";
import { chatOf, currentPerson, emit, forgetReadAhead, isOut, markRead, on, setNow, state } from "./state.js";
import { watchTheme } from "./theme.js";
import { addCall, catchUp, watchTray } from "./tray.js";

const onCommand = (text) => void api.send(state.current, { text }).catch((error) => toast(error.message));

function draw() {
  if (state.current !== null && !document.hidden && isFollowing()) markRead(state.current);
  drawMessages({ onCommand });
  drawHeader();
  drawPinned();
  drawEmpty();
  drawFoot();
  drawPeople();
  drawClock();
}

/** Show another person's chat; a screen reader hears their name, not the whole conversation. */
function choose(id) {
  const log = byId("messages");
  log.setAttribute("aria-live", "off");
  state.current = id;
  sessionStorage.setItem("person", String(id));
  forget();
  draw();
  toEnd(false);
  refreshUpcoming();
  byId("chat").setAttribute("aria-label", `Chat of ${fullName(currentPerson())}`);
  if (!byId("composer-bar").hidden && matchMedia("(pointer: fine)").matches) byId("composer").focus({ preventScroll: true });
  setTimeout(() => log.setAttribute("aria-live", "polite"), 500);
}

async function loadChat(id) {
  const [messages, commands] = await Promise.all([api.messages(id), api.commands(id).catch(() => [])]);
  const chat = chatOf(id);
  chat.messages = new Map(messages.map((message) => [message.message_id, message]));
  forgetReadAhead(id);
  chat.commands = Array.isArray(commands) ? commands : commands.commands ?? [];
}

/** Nobody is there yet: the newcomer themself, once, however many windows are open. */
async function firstPerson() {
  const join = async () => {
    const { people } = await api.state();
    const fields = { first_name: "Alex", language_code: ownLanguage(), time_zone: ownZone() };
    return people.length ? people : [await api.addPerson(fields)];
  };
  return navigator.locks ? navigator.locks.request("first person", join) : join();
}

let loading = 0;
let held = []; // events that came while the state was being fetched

/** Fetch everything as it stands: at first, and after every lost connection. */
async function resync() {
  loading += 1;
  try {
    const found = await api.state();
    state.bot = found.bot;
    state.canMoveClock = found.can_move_clock;
    setNow(found.now);
    if (!found.people.length) found.people = await firstPerson();
    state.people = new Map(found.people.map((person) => [person.id, person]));
    for (const person of found.people) chatOf(person.id).pinned = person.pinned_message_id ?? null;
    await Promise.all(found.people.map((person) => loadChat(person.id)));
    byId("connection").hidden = true;
  } catch (error) {
    toast(error.message);
  } finally {
    loading -= 1;
  }
  const first = state.current === null || !state.people.has(state.current);
  for (const [name, data] of held.splice(0)) apply(name, data);
  if (first && state.people.size) {
    const remembered = Number(sessionStorage.getItem("person"));
    choose(state.people.has(remembered) ? remembered : state.people.keys().next().value);
  } else draw();
  refreshUpcoming();
  void catchUp();
}

/** Another reply keyboard, or none: that holds even when the message that said so is deleted. */
function endKeyboards(person) {
  for (const message of chatOf(person).messages.values()) {
    if (!message.reply_markup?.inline_keyboard) delete message.reply_markup;
  }
}

const handlers = {
  message({ person, message }) {
    const fresh = !chatOf(person).messages.has(message.message_id);
    if (message.reply_markup && !message.reply_markup.inline_keyboard) endKeyboards(person);
    chatOf(person).messages.set(message.message_id, message);
    const own = isOut(message, person);
    if (!own) endAction(person);
    draw();
    if (person === state.current && fresh) {
      noteArrival(own);
      if (message.reply_markup?.force_reply) emit("reply", message);
      if (message.effect ?? message.effect_id) celebrate(message.effect ?? message.effect_id);
    }
    refreshUpcoming();
  },
  edit({ person, message }) {
    chatOf(person).messages.set(message.message_id, message);
    if (!isOut(message, person)) endAction(person);
    draw();
    refreshUpcoming();
  },
  delete({ person, message_id }) {
    chatOf(person).messages.delete(message_id);
    draw();
  },
  reaction({ person, message_id, reactions }) {
    const message = chatOf(person).messages.get(message_id);
    if (message) chatOf(person).messages.set(message_id, { ...message, reactions });
    draw();
  },
  callback_answer({ person, callback_query_id, text, show_alert, url }) {
    stopSpinner(callback_query_id);
    if (person !== state.current) return;
    if (text) void (show_alert ? alertBox(text, state.bot.first_name) : toast(text));
    if (url && /^https?:/i.test(url)) window.open(url, "_blank", "noopener,noreferrer");
  },
  action({ person, action }) {
    beginAction(person, action);
    if (isFollowing()) toEnd(true);
  },
  pin({ person, message_id }) {
    chatOf(person).pinned = message_id;
    draw();
  },
  person({ person }) {
    const isNew = !state.people.has(person.id);
    state.people.set(person.id, person);
    if (isNew) void loadChat(person.id).then(draw);
    draw();
  },
  clock({ now }) {
    setNow(now);
    draw();
    refreshUpcoming();
  },
  commands() {
    for (const id of state.people.keys()) {
      void api.commands(id).then((found) => {
        chatOf(id).commands = Array.isArray(found) ? found : found.commands ?? [];
        drawFoot();
      }).catch(() => {});
    }
  },
  draft: ({ person }) => beginAction(person, "typing"),
  reset: () => location.reload(),
  call: addCall,
};

function apply(name, data) {
  if (data.chat_id !== undefined && data.chat_id !== data.person) return; // of a group, which this page does not show
  handlers[name](data);
}

on("choose", choose);
on("clock", draw);
watchTheme();
watchPeople();
watchMessages();
watchComposer();
watchClock();
watchTray();
watchScroll(draw);
document.addEventListener("visibilitychange", () => !document.hidden && draw());
listen(
  (name, data) => (loading ? held.push([name, data]) : apply(name, data)),
  () => void resync(),
  () => { byId("connection").hidden = false; },
);
