// A short, quiet burst for messages sent with an effect; none for people who asked for less motion.

import { h } from "./dom.js";

const EMOJI = { "5046509860389126442": "🎉", "5104841245755180586": "🔥", "5107584321108051014": "👍", "5159385139981059251": "❤" };
const PIECES = 18;

export function celebrate(effect) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const emoji = EMOJI[effect] ?? "✨";
  const sky = h("div", { class: "burst", "aria-hidden": "true" }, Array.from({ length: PIECES }, (_, index) =>
    h("span", { style: `--x:${Math.random() * 100}%;--turn:${Math.random() * 80 - 40}deg;--late:${index * 45}ms` }, emoji)));
  document.body.append(sky);
  setTimeout(() => sky.remove(), 3200);
}
