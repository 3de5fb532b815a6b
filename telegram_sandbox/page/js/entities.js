// Text and its entities as elements. Offsets count UTF-16 units, which is what JavaScript strings are made of.

import { h } from "./dom.js";
import { toast } from "./notices.js";
import { entityTime } from "./time.js";

const SAFE_LINK = /^(https?|mailto|tel|tg):/i;
const LONG_QUOTE = 220;
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** @param context {person, now, onCommand(text)} for entities that depend on the reader */
export function richText(text, entities, context) {
  const ordered = (entities ?? [])
    .filter((entity) => entity.length > 0 && entity.offset >= 0 && entity.offset < text.length)
    .map((entity) => ({ ...entity, end: Math.min(entity.offset + entity.length, text.length) }))
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
  return nodes(text, 0, text.length, ordered, context);
}

function nodes(text, start, end, entities, context) {
  const out = [];
  const rest = [...entities];
  let at = start;
  while (rest.length) {
    const entity = rest.shift();
    // A block begins and ends a line by itself; the line breaks beside it would be seen as empty lines.
    const block = BLOCKS.has(entity.type);
    const before = text.slice(at, Math.max(at, entity.offset));
    if (before) out.push(block && before.endsWith("\n") ? before.slice(0, -1) : before);
    const inner = [];
    const after = [];
    for (const other of rest) {
      if (other.offset >= entity.end) after.push(other);
      else if (other.end <= entity.end) inner.push(other);
      else {
        // Entities that only overlap are cut at the edge, as clients do.
        inner.push({ ...other, end: entity.end });
        after.push({ ...other, offset: entity.end });
      }
    }
    after.sort((a, b) => a.offset - b.offset || b.end - a.end);
    rest.splice(0, rest.length, ...after);
    out.push(wrap(entity, text.slice(entity.offset, entity.end), nodes(text, entity.offset, entity.end, inner, context), context));
    at = entity.end;
    if (block && text[at] === "\n" && at < end && !(rest[0]?.offset <= at)) at += 1;
  }
  if (at < end) out.push(text.slice(at, end));
  return out;
}

function wrap(entity, plain, children, context) {
  switch (entity.type) {
    case "bold": return h("strong", {}, children);
    case "italic": return h("em", {}, children);
    case "underline": return h("u", {}, children);
    case "strikethrough": return h("s", {}, children);
    case "code": return h("code", { title: "Copy", onclick: () => copy(plain) }, children);
    case "pre": return pre(entity, plain, children);
    case "spoiler": return spoiler(children);
    case "blockquote": return h("blockquote", { dir: "auto" }, children);
    case "expandable_blockquote": return expandable(plain, children);
    case "text_link": return link(entity.url, children);
    case "url": return link(/^[a-z][a-z0-9+.-]*:/i.test(plain) ? plain : `https://${plain}`, children);
    case "email": return link(`mailto:${plain}`, children);
    case "phone_number": return link(`tel:${plain}`, children);
    case "bot_command": return h("button", { type: "button", class: "linkish", onclick: () => context.onCommand(plain) }, children);
    case "date_time": {
      const shown = entityTime(entity.unix_time, entity.date_time_format, plain, context.person, context.now);
      const iso = new Date(entity.unix_time * 1000);
      return h("time", { class: "tg-time", datetime: Number.isNaN(+iso) ? null : iso.toISOString() }, shown === plain ? children : shown);
    }
    case "mention": case "text_mention": case "hashtag": case "cashtag":
      return h("span", { class: "mention" }, children);
    default: return h("span", {}, children);
  }
}

function link(address, children) {
  if (!SAFE_LINK.test(address ?? "")) return h("span", {}, children);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, children);
}

function pre(entity, plain, children) {
  return h("span", { class: "pre" },
    h("span", { class: "pre-head" },
      h("span", {}, entity.language ?? "code"),
      h("button", { type: "button", class: "pre-copy", onclick: () => copy(plain) }, "Copy")),
    h("code", { dir: "ltr" }, children));
}

function spoiler(children) {
  const hidden = h("span", { class: "spoiler-text", "aria-hidden": "true" }, children);
  const cover = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to read" }, hidden);
  const reveal = (event) => {
    if (cover.classList.contains("open")) return;
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    cover.classList.add("open");
    hidden.removeAttribute("aria-hidden");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", reveal);
  return cover;
}

function expandable(plain, children) {
  if (plain.length <= LONG_QUOTE && plain.split("\n").length <= 3) return h("blockquote", { dir: "auto" }, children);
  const body = h("span", { class: "quote-body" }, children);
  const toggle = h("button", { type: "button", class: "quote-toggle", "aria-expanded": "false" }, "Show all");
  const quote = h("blockquote", { class: "expandable", dir: "auto" }, body, toggle);
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? "Show less" : "Show all";
  });
  return quote;
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    toast("This browser does not let the page copy.");
  }
}
