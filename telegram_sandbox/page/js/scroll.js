// Staying at the newest message, unless the person has scrolled up to read.

import { byId } from "./dom.js";

const NEAR = 120;
const REST = 1200;
let resting = null;
let unseen = 0;
let following = true;

export function watchScroll(onSeen) {
  const scroller = byId("scroller");
  scroller.addEventListener("scroll", () => {
    following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    if (following && unseen) {
      unseen = 0;
      onSeen();
    }
    show();
    markStuck();
  }, { passive: true });
  byId("to-end").addEventListener("click", () => toEnd(true));
  // Pictures that load, a keyboard that opens and a window that turns must not lose the end.
  const keep = new ResizeObserver(() => following && toEnd(false));
  for (const id of ["scroller", "messages"]) keep.observe(byId(id));
}

/** The day that floats on top is seen while the person scrolls, and then lets them read. */
function markStuck() {
  const scroller = byId("scroller");
  for (const day of scroller.querySelectorAll(".day-section > .day:not(.service)")) {
    const above = day.getBoundingClientRect().top - day.parentElement.getBoundingClientRect().top;
    day.classList.toggle("stuck", above > 24);
  }
  scroller.classList.add("moving");
  clearTimeout(resting);
  resting = setTimeout(() => scroller.classList.remove("moving"), REST);
}

export const isFollowing = () => following;

export function toEnd(smooth) {
  const scroller = byId("scroller");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  following = true;
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth && !calm ? "smooth" : "auto" });
}

/** A message came: follow it, or count it on the button that leads to the end. */
export function noteArrival(own) {
  if (own || following) toEnd(true);
  else {
    unseen += 1;
    show();
  }
}

export function forget() {
  unseen = 0;
  following = true;
  show();
}

function show() {
  byId("to-end").hidden = following;
  const count = byId("to-end-count");
  count.hidden = unseen === 0;
  count.textContent = String(unseen);
}
