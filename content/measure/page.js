// The measuring page: what is asked in the address, what is said meanwhile, what is sent back.

import { connect } from "./bridge.js";
import { best, Hold } from "./holding.js";
import { draw } from "./picture.js";
import { settle, Side, TOO_FAR_APART } from "./reading.js";
import { permission, startInApp, startInBrowser } from "./sensors.js";
import { signal, wake } from "./signals.js";

const TICK_MS = 50;
/** So long what is asked in the address may be answered. */
const OPEN_MS = 60 * 60 * 1000;
/** From here on somebody is told that the phone still moves. */
const RESTLESS_MS = 20_000;
const LARGEST = 4096;

const asked = new URLSearchParams(location.search);
const opened = Date.now();
const byId = (id) => document.getElementById(id);

let words = {};
let test = null;
let bridge = null;
let up = null;
let side = null; // being measured: {name, run, since}
let results = [];
let triedApp = false;

const unit = (number) => `${number}${test.unit === "s" ? ` ${words.seconds}` : "°"}`;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

function show(step, { say = "", hint = "", go = null, again = null, close = null } = {}) {
  byId("page").dataset.step = step;
  for (const [id, text] of Object.entries({ say, hint })) {
    if (byId(id).textContent !== text) byId(id).textContent = text;
  }
  for (const [id, button] of Object.entries({ go, again, close })) {
    byId(id).hidden = !button;
    if (button) [byId(id).textContent, byId(id).onclick] = button;
  }
  const measuring = ["zero", "move", "read"].includes(step);
  const shown = {
    dial: measuring,
    readings: measuring,
    picture: ["intro", "zero", "move"].includes(step),
    side: measuring && side?.name !== "middle",
    results: step === "result",
  };
  for (const [id, there] of Object.entries(shown)) byId(id).toggleAttribute("hidden", !there);
}

/** One sentence, and the way that always works. */
function stop(reason) {
  side = null;
  const leave = bridge ? [words.close, () => bridge.close()] : null;
  show("stopped", { say: words[reason], hint: words.type_instead, close: leave });
  byId("page").dataset.reason = reason;
}

const expired = () => Date.now() - opened > OPEN_MS;

async function begin() {
  wake();
  if (expired()) return stop("expired");
  const keep = (direction) => (up = direction);
  const inBrowser = triedApp || !bridge ? permission() : null; // asked within the tap
  show("starting", { say: words.starting });
  let runs = up !== null || (!triedApp && (await startInApp(bridge, keep)));
  if (!runs) {
    const allowed = await (inBrowser ?? permission());
    if (allowed !== "granted" && bridge && !triedApp) {
      triedApp = true;
      return show("intro", { say: words.allow, go: [words.start, begin] });
    }
    if (allowed !== "granted") return stop("refused");
    runs = await startInBrowser(keep);
  }
  if (!runs) return stop("no_sensors");
  bridge?.lock();
  results = [];
  next();
}

const sides = () => (test.sides ? { both: ["left", "right"], left: ["left"], right: ["right"] }[asked.get("side")] : ["middle"]);

function next() {
  const name = sides()[results.length];
  if (name === undefined) return finish();
  side = { name, run: test.mode === "hold" ? new Hold(test) : new Side(test), since: performance.now() };
  byId("side").textContent = words[name] ?? "";
  byId("readings").replaceChildren();
  step(side.run.step);
}

function step(name) {
  const say = { zero: test.words.zero, move: test.words.move, read: test.words.read }[name];
  const tap = test.mode === "hold" && name === "read" ? [words.down, () => told(side.run.end(seconds()))] : null;
  show(name, { say: sided(say), go: tap, hint: byId("hint").textContent });
}

const seconds = () => (performance.now() - side.run.begins) / 1000;
const sided = (text) => fill(text, { side: words[`side_${side.name}`] ?? "", other: words[`side_${{ left: "right", right: "left" }[side.name]}`] ?? "" });

function told(what) {
  const { run } = side;
  side.since = performance.now();
  signal(what, bridge);
  byId("hint").textContent = { zeroed: "", go: "", taken: "", finished: "" }[what] ?? words[what];
  byId("readings").replaceChildren(...run.readings.map((number) => {
    const item = document.createElement("li");
    item.textContent = unit(Math.round(number));
    return item;
  }));
  if (what !== "finished") return step(run.step);
  const result = { name: side.name, ...(test.mode === "hold" ? best : settle)(run.readings) };
  if (test.mode !== "hold" && result.spread > TOO_FAR_APART) {
    byId("hint").textContent = words.far_apart;
    return next();
  }
  results.push(result);
  byId("hint").textContent = "";
  return next();
}

function tick() {
  if (!side || !up || document.hidden) return;
  if (expired()) return stop("expired");
  const now = performance.now();
  const state = side.run.add(now, up);
  byId("part").style.strokeDasharray = `${Math.round(state.part * 100)} 100`;
  const number = test.mode === "hold" ? state.seconds : state.degrees;
  const shown = number === null || number === undefined ? "" : unit(Math.round(number));
  if (byId("number").textContent !== shown) byId("number").textContent = shown;
  if (state.said) return told(state.said);
  if (state.step !== byId("page").dataset.step) step(state.step);
  if (state.step !== "move" && test.mode !== "hold" && now - side.since > RESTLESS_MS) {
    side.since = now;
    byId("hint").textContent = words.moving;
  }
}

function finish() {
  side = null;
  signal("finished", bridge);
  const row = ({ name, value, spread }) => {
    const made = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = words[name] ?? test.name;
    const cell = document.createElement("td");
    cell.dataset.value = String(value);
    cell.textContent = unit(Math.round(value));
    const small = document.createElement("small");
    small.textContent = fill(words.spread, { spread: unit(Math.round(spread * 10) / 10) });
    cell.append(small);
    made.append(head, cell);
    return made;
  };
  byId("results").tBodies[0].replaceChildren(...results.map(row));
  show("result", {
    say: words.result,
    go: bridge ? [words.send, send] : null,
    again: [words.again, begin],
    hint: bridge ? "" : words.no_chat,
  });
}

function send() {
  if (expired()) return stop("expired");
  const rounded = (number) => Math.round(number * 10) / 10;
  const body = { v: 1, token: asked.get("token"), test: asked.get("test"), side: test.sides ? asked.get("side") : "middle", unit: test.unit };
  for (const { name, value, spread } of results) body[name] = { value: rounded(value), spread: rounded(spread) };
  const text = JSON.stringify(body);
  if (new TextEncoder().encode(text).length <= LARGEST) bridge.send(text);
  else stop("broken");
}

async function fetchWords() {
  const language = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(asked.get("lang") ?? "") ? asked.get("lang") : "en";
  for (const name of new Set([language, "en"])) {
    const answer = await fetch(`words.${name}.json`, { credentials: "omit" }).catch(() => null);
    if (answer?.ok) {
      document.documentElement.lang = name;
      return answer.json();
    }
  }
  throw new Error("no words");
}

async function load() {
  const [told_, way] = await Promise.all([fetchWords(), connect()]);
  bridge = way;
  words = told_.words;
  test = told_.tests[asked.get("test")] ?? null;
  document.title = words.title;
  if (!test || !/^[\w.-]{1,80}$/.test(asked.get("token") ?? "") || !sides()) return stop("broken");
  byId("name").textContent = test.name;
  draw(byId("picture"), test.picture, test.words.lies);
  show("intro", { say: test.words.lies, hint: words.sound, go: [words.start, begin] });
  setInterval(tick, TICK_MS);
  document.addEventListener("visibilitychange", () => side?.run.interrupt());
}

// Without words there is nothing to say but what the page itself says.
load().catch(() => (byId("page").dataset.step = "stopped"));
