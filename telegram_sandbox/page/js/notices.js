// What rises above the chat for a moment: toasts, alerts, dialogs with fields, small menus.

import { byId, h, icon } from "./dom.js";

const TOAST_TIME = 3500;

export function toast(text) {
  const box = h("div", { class: "toast", "data-testid": "toast", dir: "auto" }, text);
  const region = byId("toasts");
  while (region.childElementCount > 2) region.firstElementChild.remove();
  region.append(box);
  setTimeout(() => {
    box.classList.add("leaving");
    setTimeout(() => box.remove(), 250);
  }, TOAST_TIME + text.length * 25);
}

/** A modal dialog; Escape and the backdrop close it. Resolves with the value of the button, or null. */
export function dialog({ title, body = [], actions, testid, role }) {
  // Enter submits by the first submit button, so only the one that agrees is one.
  const buttons = actions.map(({ label, value, kind }) =>
    h("button", { type: value ? "submit" : "button", value, class: `dialog-button ${kind ?? ""}`, onclick: () => value || box.close("") }, label));
  const form = h("form", { method: "dialog" },
    title ? h("h2", { id: "dialog-title", dir: "auto" }, title) : null,
    h("div", { class: "dialog-body" }, body),
    h("div", { class: "dialog-actions" }, buttons));
  const box = h("dialog", {
    class: "dialog", "data-testid": testid, role,
    "aria-labelledby": title ? "dialog-title" : null, "aria-label": title ? null : "Message from the bot",
  }, form);
  document.body.append(box);
  const closed = new Promise((resolve) => {
    box.addEventListener("close", () => {
      box.remove();
      resolve(box.returnValue || null);
    });
  });
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close("");
  });
  box.showModal();
  return { box, closed };
}

export function alertBox(text, title) {
  return dialog({
    title, testid: "alert", role: "alertdialog",
    body: [h("p", { class: "alert-text", dir: "auto" }, text)],
    actions: [{ label: "OK", value: "ok", kind: "strong" }],
  }).closed;
}

export async function confirmBox(title, text, label) {
  const answer = await dialog({
    title, body: [h("p", {}, text)],
    actions: [{ label: "Cancel", value: "" }, { label, value: "yes", kind: "danger" }],
  }).closed;
  return answer === "yes";
}

/** A menu at a point of the window. Items: {label, icon, act, danger}; `head` may hold more, such as reactions. */
export function menuAt(x, y, items, head = null) {
  const list = items.map((item) =>
    h("button", { type: "button", role: "menuitem", class: item.danger ? "danger-text" : "", onclick: () => { menu.hidePopover(); item.act(); } },
      icon(item.icon), item.label));
  const menu = h("div", { class: "menu", popover: "auto", role: "menu" }, head, list);
  const origin = document.activeElement;
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    if (menu.contains(document.activeElement) || document.activeElement === document.body) origin?.focus?.({ preventScroll: true });
    menu.remove();
  });
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  });
  document.body.append(menu);
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`;
  menu.querySelector("button")?.focus({ preventScroll: true });
  return menu;
}
