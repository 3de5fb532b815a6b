// The tray for the curious: every Bot API call with its answer, newest first, folded away by default.

import { api } from "./api.js";
import { byId, h } from "./dom.js";
import { currentPerson } from "./state.js";
import { exactTime } from "./time.js";

const KEPT = 250;
let newest = 0;
let open = false;

export function watchTray() {
  const toggle = byId("tray-toggle");
  const show = async (wanted) => {
    open = wanted;
    byId("tray").hidden = !wanted;
    toggle.setAttribute("aria-expanded", String(wanted));
    if (wanted) {
      await catchUp();
      byId("tray-close").focus({ preventScroll: true });
    } else toggle.focus({ preventScroll: true });
  };
  toggle.addEventListener("click", () => void show(!open));
  byId("tray-close").addEventListener("click", () => void show(false));
  byId("tray").addEventListener("keydown", (event) => event.key === "Escape" && void show(false));
  byId("tray-polling").addEventListener("change", (event) => byId("calls").classList.toggle("with-polling", event.target.checked));
}

export async function catchUp() {
  if (!open) return;
  const calls = await api.calls(newest).catch(() => []);
  for (const call of calls.slice(-KEPT)) addCall(call);
}

export function addCall(call) {
  if (!open || call.n <= newest) return;
  newest = call.n;
  const list = byId("calls");
  list.prepend(row(call));
  while (list.childElementCount > KEPT) list.lastElementChild.remove();
}

export function clearCalls() {
  newest = 0;
  byId("calls").replaceChildren();
}

function row(call) {
  const ok = call.answer?.ok === true;
  const status = ok ? "ok" : String(call.answer?.error_code ?? "no answer");
  const chat = call.parameters?.chat_id;
  const details = h("details", {},
    h("summary", {},
      h("span", { class: `status ${ok ? "good" : "bad"}` }, status),
      h("strong", {}, call.method),
      h("span", { class: "call-chat" }, chat === undefined ? "" : `→ ${chat}`),
      h("time", {}, exactTime(new Date(call.at), currentPerson()?.time_zone))));
  // Filled when first opened: most calls are never looked at.
  details.addEventListener("toggle", () => {
    if (details.childElementCount > 1) return;
    details.append(
      h("h3", {}, "Request"), h("pre", { dir: "ltr" }, pretty(call.parameters)),
      h("h3", {}, "Answer"), h("pre", { dir: "ltr" }, pretty(call.answer)));
  }, { once: true });
  return h("li", { class: call.method.toLowerCase() === "getupdates" ? "polling" : "", "data-testid": "call" }, details);
}

const pretty = (value) => JSON.stringify(value ?? null, null, 2);
