// The simulated clock: what time it is with this person, what the bot sends next, and how to get there.

import { api } from "./api.js";
import { byId } from "./dom.js";
import { toast } from "./notices.js";
import { currentPerson, emit, now, setNow, state } from "./state.js";
import { dueLabel, placeOf, shortDate, wallTime } from "./time.js";

const SETTLE = 400; // the bot plans anew after it has spoken; ask once it is done
let next = null;
let timer = null;

export function watchClock() {
  const move = (id, make) => byId(id).addEventListener("click", async () => {
    const person = currentPerson();
    const button = byId(id);
    if (!person || button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    try {
      const { now: instant } = await api.clock(make(person));
      setNow(instant);
      emit("clock");
    } catch (error) {
      toast(error.message);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
  move("clock-hour", () => ({ seconds: 3600 }));
  move("clock-day", () => ({ seconds: 86_400 }));
  move("clock-next", (person) => ({ next: person.id }));
  setInterval(drawClock, 1000);
}

export function drawClock() {
  const person = currentPerson();
  const zone = person?.time_zone;
  const instant = now();
  const place = placeOf(zone);
  set("clock-now", `${shortDate(instant, zone)}, ${wallTime(instant, zone)}`);
  set("clock-place", place ? ` · ${place}` : "");
  set("clock-upcoming", next
    ? `next: ${next.kind.replaceAll(/[_-]/g, " ")}, ${dueLabel(new Date(next.due), instant, zone)}`
    : "nothing planned yet");
  if (next && Date.parse(next.due) <= instant) refreshUpcoming(); // sent by now, or put off without a word
  const movable = person && state.canMoveClock; // until then a press would come to nothing
  byId("clock-hour").disabled = byId("clock-day").disabled = !movable;
  byId("clock-next").disabled = !movable || !next;
}

/** Written only when it changes, so that a screen reader is not told the same every second. */
function set(id, text) {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
}

export function refreshUpcoming() {
  clearTimeout(timer);
  timer = setTimeout(fetchUpcoming, SETTLE);
}

async function fetchUpcoming() {
  const asked = state.current;
  if (asked === null) return;
  try {
    const upcoming = await api.upcoming(asked);
    if (asked !== state.current) return;
    next = upcoming.toSorted((a, b) => Date.parse(a.due) - Date.parse(b.due))[0] ?? null;
  } catch {
    next = null;
  }
  drawClock();
}
