// The writing line: text, replies, edits, attachments; Start and Unblock when there is nothing to write in.

import { api } from "./api.js";
import { summary } from "./bubble.js";
import { close, drawMenuButton, suggest, suggestionKey, watchCommands } from "./commands.js";
import { byId, h, icon } from "./dom.js";
import { askPlace } from "./location.js";
import { menuAt, toast } from "./notices.js";
import { drawReplyKeyboard } from "./replykeyboard.js";
import { chatOf, currentPerson, isOut, on, state } from "./state.js";

const TALLEST = 160;
let about = null; // {kind: "reply" | "edit", message}
let drawnFor = null;

const field = () => byId("composer");

export function watchComposer() {
  byId("composer-form").addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  field().addEventListener("keydown", (event) => {
    if (event.isComposing || suggestionKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void submit();
    } else if (event.key === "Escape" && about) setAbout(null);
  });
  field().addEventListener("input", () => {
    chatOf(state.current).draft = field().value;
    suggest(field().value);
    fit();
  });
  field().addEventListener("paste", (event) => {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    void sendFile(file);
  });
  byId("scroller").addEventListener("dragover", (event) => event.preventDefault());
  byId("scroller").addEventListener("drop", (event) => {
    event.preventDefault();
    for (const file of event.dataTransfer.files) void sendFile(file);
  });
  byId("attach").addEventListener("click", attach);
  byId("start").addEventListener("click", () => void post({ text: "/start" }));
  byId("unblock").addEventListener("click", () => void attempt(() => api.changePerson(state.current, { blocked: false })));
  watchCommands((text) => {
    if (field().value.startsWith("/")) clear();
    void post({ text });
  });
  on("reply", (message) => setAbout({ kind: "reply", message }));
  on("edit", (message) => setAbout({ kind: "edit", message }));
}

export function drawFoot() {
  const person = currentPerson();
  if (!person) return;
  const chat = chatOf(person.id);
  const fresh = ![...chat.messages.values()].some((message) => isOut(message, person.id));
  byId("blocked-bar").hidden = !person.blocked;
  byId("start-bar").hidden = person.blocked || !fresh;
  byId("composer-bar").hidden = person.blocked || fresh;
  drawMenuButton();
  if (drawnFor !== person.id) {
    drawnFor = person.id;
    about = null;
    drawAbout();
    field().value = chat.draft;
    fit();
    close();
  }
  if (person.blocked || fresh) byId("reply-keyboard").hidden = true;
  else drawReplyKeyboard(person);
}

async function attempt(act) {
  try {
    await act();
    return true;
  } catch (error) {
    toast(error.message);
    return false;
  }
}

const post = (body) => attempt(() => api.send(state.current, body));

async function submit() {
  const text = field().value.trim();
  if (!text) return;
  const subject = about;
  clear();
  const sent = subject?.kind === "edit"
    ? await attempt(() => api.edit(state.current, subject.message.message_id, text))
    : await post(subject ? { text, reply_to: subject.message.message_id } : { text });
  if (!sent && !field().value) {
    field().value = text; // nothing a person wrote is lost
    about = subject;
    drawAbout();
    fit();
  }
}

function clear() {
  field().value = "";
  chatOf(state.current).draft = "";
  setAbout(null);
  close();
  fit();
}

function setAbout(next) {
  const wasEdit = about?.kind === "edit";
  about = next;
  if (next?.kind === "edit") field().value = next.message.text;
  else if (wasEdit) field().value = "";
  drawAbout();
  fit();
  field().focus({ preventScroll: true });
}

function drawAbout() {
  const bar = byId("context");
  bar.hidden = !about;
  if (!about) return;
  const title = about.kind === "edit" ? "Edit your message" : "Reply";
  bar.replaceChildren(icon(about.kind), h("span", { class: "context-words" }, h("strong", {}, title), h("span", { dir: "auto" }, summary(about.message))),
    h("button", { type: "button", class: "round", onclick: () => setAbout(null) }, icon("close"), h("span", { class: "hidden" }, "Cancel")));
}

function fit() {
  const area = field();
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight, TALLEST)}px`;
  byId("send").classList.toggle("ready", area.value.trim() !== "");
}

function attach(event) {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  menuAt(left, top - 190, [
    { label: "Picture", icon: "picture", act: () => choose("photo", "image/*") },
    { label: "File", icon: "file", act: () => choose("document", "") },
    { label: "Voice message from a file", icon: "voice", act: () => choose("voice", "audio/*") },
    { label: "Location", icon: "place", act: () => void sendPlace() },
  ]);
}

async function sendPlace() {
  const location = await askPlace(currentPerson());
  if (location) await post({ location });
}

function choose(kind, accept) {
  const input = h("input", { type: "file", accept });
  input.addEventListener("change", () => input.files[0] && void sendFile(input.files[0], kind));
  input.click();
}

async function sendFile(file, kind = file.type.startsWith("image/") ? "photo" : "document") {
  const body = new FormData();
  body.append(kind, file, file.name);
  const caption = field().value.trim();
  if (caption) body.append("caption", caption);
  if (await post(body)) clear();
}
