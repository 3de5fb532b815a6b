// Pictures, animations, albums, files, sound, places: everything in a bubble that is not text.

import { api } from "./api.js";
import { h, icon } from "./dom.js";

const WIDEST = 420;
const TALLEST = 460;

/** What stands in the media part of a message; null leaves the part as it is until the new picture has loaded. */
export function mediaOf(message, slot) {
  slot.awaited = null; // what was still loading comes too late
  if (message.album) return album(message.album);
  if (message.photo) return swapped(photo(message.photo.at(-1), message.has_media_spoiler), slot);
  if (message.animation) return moving(message.animation, true, message.has_media_spoiler);
  if (message.video) return moving(message.video, false, message.has_media_spoiler);
  if (message.video_note) return moving({ ...message.video_note, width: 240, height: 240 }, false, false);
  if (message.sticker) return sticker(message.sticker);
  if (message.voice) return sound(message.voice, "Voice message");
  if (message.audio) return sound(message.audio, [message.audio.performer, message.audio.title].filter(Boolean).join(" – ") || message.audio.file_name || "Audio");
  if (message.document) return file(message.document);
  if (message.venue) return place(message.venue.location, message.venue.title, message.venue.address);
  if (message.location) return place(message.location, "Location", null);
  if (message.contact) return card("person", [message.contact.first_name, message.contact.last_name].filter(Boolean).join(" "), message.contact.phone_number);
  if (message.dice) return h("div", { class: "dice" }, `${message.dice.emoji} ${message.dice.value}`);
  if (message.poll) return poll(message.poll);
  return [];
}

/** When a picture takes the place of another, the old one stays until the new one can be shown. */
function swapped(next, slot) {
  if (!slot.querySelector("img")) return next;
  const image = next.querySelector("img");
  slot.awaited = next;
  const place = () => slot.awaited === next && slot.replaceChildren(next);
  image.loading = "eager";
  image.decode().then(place, place);
  return null;
}

function frame(size, spoilered, content) {
  const width = size.width || 320;
  const height = size.height || 240;
  const scale = Math.min(1, WIDEST / width, TALLEST / height);
  const box = h("div", { class: "visual", style: `--ratio:${width}/${height};--width:${Math.max(160, Math.round(width * scale))}px` }, content);
  if (spoilered) {
    const cover = h("button", { type: "button", class: "cover", onclick: () => cover.remove() }, h("span", {}, "Show"));
    box.append(cover);
  }
  return box;
}

function photo(size, spoilered) {
  const address = api.fileUrl(size.file_id);
  const image = h("img", { src: address, alt: "Picture", width: size.width, height: size.height, loading: "lazy", decoding: "async" });
  return frame(size, spoilered, h("button", { type: "button", class: "enlarge", title: "Enlarge", onclick: () => enlarge(address) }, image));
}

function moving(item, silent, spoilered) {
  const address = api.fileUrl(item.file_id);
  if (silent && item.mime_type === "image/gif") {
    return frame(item, spoilered, [h("img", { src: address, alt: "Animation", width: item.width, height: item.height }), h("span", { class: "tag" }, "GIF")]);
  }
  const video = h("video", { src: address, playsinline: true, preload: "metadata", controls: !silent, "aria-label": silent ? "Animation" : "Video" });
  if (silent) {
    video.muted = true;
    video.loop = true;
    video.autoplay = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    video.addEventListener("click", () => (video.paused ? video.play() : video.pause()));
  }
  return frame(item, spoilered, silent ? [video, h("span", { class: "tag" }, "GIF")] : video);
}

function album(messages) {
  const tiles = messages.map((message) => {
    const tile = h("div", { class: "tile", "data-testid": "message", "data-message-id": message.message_id, "data-out": "false" });
    tile.append(...[mediaOf(message, tile)].flat());
    return tile;
  });
  return h("div", { class: `album count-${Math.min(messages.length, 10)} ${messages[0].document || messages[0].audio ? "listed" : ""}` }, tiles);
}

function sticker(item) {
  if (item.is_animated || !item.file_id) return h("div", { class: "dice" }, item.emoji ?? "▢");
  const address = api.fileUrl(item.file_id);
  const shown = item.is_video ? h("video", { src: address, autoplay: true, loop: true, muted: true }) : h("img", { src: address, alt: item.emoji ?? "Sticker" });
  return h("div", { class: "sticker" }, shown);
}

function sound(item, title) {
  return h("div", { class: "sound" }, h("span", { class: "file-name", dir: "auto" }, title),
    h("audio", { src: api.fileUrl(item.file_id), controls: true, preload: "metadata", "aria-label": title }));
}

function file(item) {
  const name = item.file_name ?? "File";
  return h("a", { class: "file", href: api.fileUrl(item.file_id), download: name },
    h("span", { class: "file-mark" }, icon("file")),
    h("span", { class: "file-words" },
      h("span", { class: "file-name", dir: "auto" }, name),
      h("span", { class: "file-size" }, [bytes(item.file_size), "Download"].filter(Boolean).join(" · "))));
}

export function bytes(size) {
  if (!size) return "";
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(size < 10_240 ? 1 : 0)} kB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

function place(location, title, address) {
  const coordinates = `${location.latitude.toFixed(4)}, ${location.longitude.toFixed(4)}`;
  return h("div", { class: "place visual", style: "--ratio:2/1;--width:280px" },
    h("span", { class: "place-map", "aria-hidden": "true" }, icon("place")),
    h("span", { class: "place-words" }, h("strong", { dir: "auto" }, title), h("span", {}, address ?? coordinates)));
}

const card = (symbol, title, words) =>
  h("div", { class: "file" }, h("span", { class: "file-mark" }, icon(symbol)),
    h("span", { class: "file-words" }, h("span", { class: "file-name", dir: "auto" }, title), h("span", { class: "file-size" }, words ?? "")));

const poll = (item) =>
  h("div", { class: "poll" }, h("strong", { dir: "auto" }, item.question),
    h("ul", {}, item.options.map((option) => h("li", { dir: "auto" }, option.text))));

function enlarge(address) {
  const box = h("dialog", { class: "lightbox", "aria-label": "Picture" },
    h("img", { src: address, alt: "Picture" }),
    h("button", { type: "button", class: "round", onclick: () => box.close() }, icon("close"), h("span", { class: "hidden" }, "Close")));
  box.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}
