// Elements from plain values: text only ever becomes a text node.

const SVG = "http://www.w3.org/2000/svg";
const HUES = [24, 205, 340, 150, 255, 45, 185];

export const byId = (id) => document.getElementById(id);

/** Build an element; `on*` attributes are listeners, false and null are left out, true is an empty attribute. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** Two letters on a quiet colour that stays the same for the same id. */
export function paintAvatar(element, name, id) {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.slice(0, 2).map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? "").join("");
  element.textContent = letters.toUpperCase() || "?";
  element.style.setProperty("--hue", String(HUES[Math.abs(id) % HUES.length]));
}

export const fullName = (person) =>
  [person.first_name, person.last_name].filter(Boolean).join(" ") || `Person ${person.id}`;
