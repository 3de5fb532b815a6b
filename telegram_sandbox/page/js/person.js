// The dialog in which a person is added or changed.

import { h } from "./dom.js";
import { dialog } from "./notices.js";

const LANGUAGES = [["en", "English"], ["uk", "Українська"], ["de", "Deutsch"], ["es", "Español"], ["fr", "Français"], ["pt", "Português"], ["pl", "Polski"], ["it", "Italiano"], ["ar", "العربية"], ["hi", "हिन्दी"], ["ja", "日本語"]];

const zones = () => Intl.supportedValuesOf?.("timeZone") ?? [];
/** Browsers still give some zones their old names. */
const RENAMED = { "Europe/Kiev": "Europe/Kyiv", "Asia/Calcutta": "Asia/Kolkata", "Asia/Katmandu": "Asia/Kathmandu", "Asia/Saigon": "Asia/Ho_Chi_Minh", "Asia/Rangoon": "Asia/Yangon" };

export function ownZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  return RENAMED[zone] ?? zone;
}
export const ownLanguage = () => (navigator.language || "en").split("-")[0];

function isZone(name) {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

const field = (label, control) => h("label", { class: "field" }, h("span", {}, label), control);
const textInput = (name, value, more = {}) => h("input", { name, value: value ?? "", type: "text", maxlength: 64, "data-testid": `person-${name}`, ...more });

/** Asks for a name, a language and a time zone. Gives the fields, or null when it was thought better of. */
export async function askPerson(person) {
  const language = person?.language_code ?? ownLanguage();
  const known = LANGUAGES.some(([code]) => code === language) ? LANGUAGES : [[language, language], ...LANGUAGES];
  const select = h("select", { name: "language_code", "data-testid": "person-language_code" },
    known.map(([code, name]) => h("option", { value: code, selected: code === language }, name)));
  const { box, closed } = dialog({
    title: person ? "Edit this person" : "Add a person", testid: "person-dialog",
    body: [
      field("First name", textInput("first_name", person?.first_name, { required: true, autofocus: true, dir: "auto" })),
      field("Last name", textInput("last_name", person?.last_name, { dir: "auto" })),
      field("Language", select),
      field("Time zone", textInput("time_zone", person?.time_zone ?? ownZone(), { list: "zones", required: true })),
      h("datalist", { id: "zones" }, zones().map((zone) => h("option", { value: zone }))),
    ],
    actions: [{ label: "Cancel", value: "" }, { label: person ? "Save" : "Add", value: "save", kind: "strong" }],
  });
  const form = box.querySelector("form");
  const zone = form.elements.time_zone;
  zone.addEventListener("input", () => zone.setCustomValidity(isZone(zone.value) ? "" : "A zone such as Europe/Kyiv"));
  if ((await closed) !== "save") return null;
  const data = Object.fromEntries(new FormData(form));
  return { ...data, last_name: data.last_name || null };
}
