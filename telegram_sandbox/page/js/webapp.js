// A page that a reply keyboard opens: a frame, what Telegram tells and takes there, and a phone to tilt.

import { api } from "./api.js";
import { h } from "./dom.js";
import { toast } from "./notices.js";

const GRAVITY = 9.81;
const VERSION = "9.1";

const colour = (name) => {
  const probe = h("span", { style: `color: var(--${name})` });
  document.body.append(probe);
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3);
  probe.remove();
  return `#${parts.map((part) => Math.round(Number(part)).toString(16).padStart(2, "0")).join("")}`;
};

const theme = () => ({
  bg_color: colour("surface"), text_color: colour("ink"), hint_color: colour("ink-soft"), subtitle_text_color: colour("ink-soft"),
  button_color: colour("accent"), button_text_color: colour("on-accent"), secondary_bg_color: colour("surface-dim"),
});

/** Where up is, seen from a phone that was tilted so: x across the screen, y along it, z out of it. */
function up(tilt, lean) {
  const [a, b] = [tilt, lean].map((degrees) => (degrees * Math.PI) / 180);
  return [Math.sin(b), Math.cos(b) * Math.sin(a), Math.cos(b) * Math.cos(a)];
}

function slider(label, testid) {
  const input = h("input", { type: "range", min: -180, max: 180, step: 1, value: 0, "data-testid": testid });
  const shown = h("output", {}, "0°");
  input.addEventListener("input", () => { shown.textContent = `${input.value}°`; });
  return { input, field: h("label", { class: "field" }, h("span", {}, label, " ", shown), input) };
}

/** Open the page of a button; what it sends becomes a service message. */
export function openWebApp(button, person) {
  const tilt = slider("Tilt up and over", "tilt");
  const lean = slider("Lean to the side", "lean");
  const address = new URL(button.web_app.url);
  const launch = new URLSearchParams({
    tgWebAppData: "", tgWebAppVersion: VERSION, tgWebAppPlatform: "weba", tgWebAppThemeParams: JSON.stringify(theme()),
  });
  address.hash = launch.toString();
  const frame = h("iframe", {
    class: "web-app-frame", title: button.text, src: address.href, "data-testid": "web-app-frame",
    sandbox: "allow-scripts allow-same-origin allow-forms", allow: "accelerometer; gyroscope; autoplay",
  });
  const box = h("dialog", { class: "dialog web-app", "data-testid": "web-app", "aria-label": button.text },
    frame,
    h("div", { class: "web-app-tilt" }, tilt.field, lean.field,
      h("button", { type: "button", class: "dialog-button", onclick: () => box.close() }, "Close")));
  const timers = new Map();
  const tell = (eventType, eventData = {}) => frame.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), address.origin);
  const readings = {
    accelerometer: ([x, y, z]) => ({ x: x * GRAVITY, y: y * GRAVITY, z: z * GRAVITY }),
    device_orientation([x, y, z]) {
      const half = z >= 0 ? 1 : -1;
      return { absolute: false, alpha: 0, beta: Math.atan2(y, half * Math.hypot(x, z)), gamma: Math.atan2(-half * x, Math.abs(z)) };
    },
  };
  function start(sensor, { refresh_rate: rate = 1000 }) {
    clearInterval(timers.get(sensor));
    tell(`${sensor}_started`);
    timers.set(sensor, setInterval(() => tell(`${sensor}_changed`, readings[sensor](up(Number(tilt.input.value), Number(lean.input.value)))),
      Math.min(1000, Math.max(20, Number(rate) || 1000))));
  }
  function stop(sensor) {
    clearInterval(timers.get(sensor));
    tell(`${sensor}_stopped`);
  }
  async function send({ data }) {
    box.close();
    try {
      await api.send(person.id, { web_app_data: { data: String(data), button_text: button.text } });
    } catch (error) {
      toast(error.message);
    }
  }
  const taken = {
    web_app_data_send: send,
    web_app_close: () => box.close(),
    web_app_request_theme: () => tell("theme_changed", { theme_params: theme() }),
    web_app_request_viewport: () => tell("viewport_changed", { width: frame.clientWidth, height: frame.clientHeight, is_state_stable: true, is_expanded: true }),
    web_app_start_accelerometer: (asked) => start("accelerometer", asked),
    web_app_stop_accelerometer: () => stop("accelerometer"),
    web_app_start_device_orientation: (asked) => start("device_orientation", asked),
    web_app_stop_device_orientation: () => stop("device_orientation"),
    web_app_start_gyroscope: () => tell("gyroscope_failed", { error: "UNSUPPORTED" }),
    web_app_trigger_haptic_feedback: () => frame.animate([{ translate: "3px" }, { translate: "-3px" }, { translate: "0" }], { duration: 120 }),
  };
  function hear(event) {
    if (event.source !== frame.contentWindow || event.origin !== address.origin) return;
    let asked = null;
    try {
      asked = JSON.parse(event.data);
    } catch {
      return;
    }
    if (Object.hasOwn(taken, asked?.eventType ?? "")) void taken[asked.eventType](asked.eventData ?? {});
  }
  window.addEventListener("message", hear);
  box.addEventListener("close", () => {
    window.removeEventListener("message", hear);
    for (const timer of timers.values()) clearInterval(timer);
    box.remove();
  });
  document.body.append(box);
  box.showModal();
}
