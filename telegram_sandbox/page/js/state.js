// What the page knows: the bot, the people, their chats, and who is looked at now.

const listeners = new Map();

export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

export function emit(name, detail) {
  for (const listener of listeners.get(name) ?? []) listener(detail);
}

export const state = {
  bot: { id: 0, username: "", first_name: "Bot" },
  people: new Map(),
  chats: new Map(),
  current: null,
  canMoveClock: false,
  clockAhead: 0,
};

export const now = () => new Date(Date.now() + state.clockAhead);
export const setNow = (iso) => {
  state.clockAhead = Date.parse(iso) - Date.now();
};

export const currentPerson = () => state.people.get(state.current) ?? null;

/** The chat of one person: messages by id, the pinned one, what the bot is doing, what they were writing. */
export function chatOf(personId) {
  let chat = state.chats.get(personId);
  if (!chat) {
    chat = { messages: new Map(), pinned: null, commands: [], draft: "", keyboardHidden: null };
    state.chats.set(personId, chat);
  }
  return chat;
}

export const sorted = (personId) =>
  [...chatOf(personId).messages.values()].sort((a, b) => a.message_id - b.message_id);

export const isOut = (message, personId) => message.from?.id === personId;

const readKey = (personId) => `read:${state.bot.id}:${personId}`;

function readUpTo(personId) {
  try {
    return Number(localStorage.getItem(readKey(personId)) ?? 0);
  } catch {
    return 0;
  }
}

export function unread(personId) {
  const upTo = readUpTo(personId);
  let count = 0;
  for (const message of chatOf(personId).messages.values()) {
    if (message.message_id > upTo && !isOut(message, personId)) count += 1;
  }
  return count;
}

const newestId = (personId) => Math.max(0, ...chatOf(personId).messages.keys());

export function markRead(personId) {
  const newest = newestId(personId);
  if (newest === readUpTo(personId)) return;
  try {
    localStorage.setItem(readKey(personId), String(newest));
  } catch {
    // Without storage nothing is remembered between visits.
  }
}

/** A chat that began anew has smaller ids than the one remembered; else nothing in it would count as unread. */
export function forgetReadAhead(personId) {
  if (newestId(personId) < readUpTo(personId)) markRead(personId);
}
