// A place to send: a few cities by name, or any latitude and longitude.

import { h } from "./dom.js";
import { dialog } from "./notices.js";

const CITIES = [
  ["Kyiv", 50.4501, 30.5234], ["Berlin", 52.52, 13.405], ["London", 51.5074, -0.1278], ["Lisbon", 38.7223, -9.1393],
  ["New York", 40.7128, -74.006], ["Los Angeles", 34.0522, -118.2437], ["São Paulo", -23.5505, -46.6333],
  ["Nairobi", -1.2921, 36.8219], ["Mumbai", 19.076, 72.8777], ["Tokyo", 35.6762, 139.6503],
  ["Sydney", -33.8688, 151.2093], ["Kathmandu", 27.7172, 85.324],
];

const coordinate = (label, limit, testid) =>
  h("input", { type: "number", step: "any", min: -limit, max: limit, inputmode: "decimal", "aria-label": label, placeholder: label, "data-testid": testid });

/** Asks where this person is. Gives {latitude, longitude}, or null when they keep it to themselves. */
export async function askPlace(person) {
  const latitude = coordinate("Latitude", 90, "latitude");
  const longitude = coordinate("Longitude", 180, "longitude");
  const known = CITIES.find(([name]) => (person.time_zone ?? "").endsWith(`/${name.replaceAll(" ", "_")}`));
  const cities = CITIES.map(([name, lat, lon]) =>
    h("button", {
      type: "button", class: "city", "data-testid": "city",
      onclick: () => {
        latitude.value = lat;
        longitude.value = lon;
        box.close("send");
      },
    }, name));
  if (known) [latitude.value, longitude.value] = [known[1], known[2]];
  const { box, closed } = dialog({
    title: "Where are you?", testid: "location-dialog",
    body: [
      h("p", {}, "The bot asks for your place. Choose a city, or give coordinates of your own."),
      h("div", { class: "cities" }, cities),
      h("div", { class: "two-fields" }, latitude, longitude),
    ],
    actions: [{ label: "Cancel", value: "" }, { label: "Send", value: "send", kind: "strong" }],
  });
  const answer = await closed;
  if (answer !== "send" || latitude.value === "" || longitude.value === "") return null;
  return { latitude: Number(latitude.value), longitude: Number(longitude.value) };
}
