// The bot's commands: the menu button, and suggestions while a person types "/".

import { byId, h } from "./dom.js";
import { chatOf, state } from "./state.js";

let chosen = -1;
let send = () => {};

const box = () => byId("suggestions");
const commands = () => (state.current === null ? [] : chatOf(state.current).commands);
const options = () => [...box().children];

export function watchCommands(onSend) {
  send = onSend;
  byId("menu-button").addEventListener("click", () => (box().hidden ? open("") : close()));
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("#composer-bar")) close();
  });
}

export function drawMenuButton() {
  byId("menu-button").hidden = commands().length === 0;
}

/** Suggest for what is being typed; nothing unless it is the beginning of a command. */
export function suggest(text) {
  const match = /^\/([a-z0-9_]*)$/i.exec(text);
  if (match) open(match[1].toLowerCase());
  else close();
}

function open(beginning) {
  const found = commands().filter(({ command }) => command.startsWith(beginning));
  if (!found.length) {
    close();
    return;
  }
  chosen = -1;
  box().replaceChildren(...found.map(({ command, description }, index) =>
    h("button", {
      type: "button", class: "suggestion", role: "option", id: `command-${index}`, tabindex: "-1",
      "aria-selected": "false", "data-testid": "command", onclick: () => pick(command),
    }, h("strong", {}, `/${command}`), h("span", { dir: "auto" }, description))));
  box().hidden = false;
  byId("menu-button").setAttribute("aria-expanded", "true");
  byId("composer").focus({ preventScroll: true });
}

export function close() {
  box().hidden = true;
  byId("menu-button").setAttribute("aria-expanded", "false");
  byId("composer").removeAttribute("aria-activedescendant");
}

function pick(command) {
  close();
  send(`/${command}`);
}

/** Arrow keys, Tab, Enter and Escape while suggestions are open; true when the key was used. */
export function suggestionKey(event) {
  if (box().hidden) return false;
  const all = options();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1) + all.length) % all.length;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
    all[chosen].scrollIntoView({ block: "nearest" });
    byId("composer").setAttribute("aria-activedescendant", all[chosen].id);
  } else if (event.key === "Tab" && byId("composer").value.startsWith("/")) {
    byId("composer").value = `${all[Math.max(chosen, 0)].firstChild.textContent} `;
    close();
  } else if (event.key === "Enter" && chosen >= 0) all[chosen].click();
  else if (event.key === "Escape") close();
  else return false;
  event.preventDefault();
  return true;
}
