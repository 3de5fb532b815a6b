// What stands around the page: Telegram's own script where it loaded, else its protocol for frames.

const PATIENCE_MS = 1500;

const parameters = new URLSearchParams(location.hash.slice(1));
const version = parameters.get("tgWebAppVersion");

function themeOf(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** Colours of Telegram's theme become the page's own, where they are colours. */
function paint(theme) {
  for (const [name, value] of Object.entries(theme ?? {})) {
    if (/^[a-z_]+$/.test(name) && /^#[0-9a-f]{6}$/i.test(value)) {
      document.documentElement.style.setProperty(`--tg-${name.replaceAll("_", "-")}`, value);
    }
  }
}

/** Telegram's script, waited for a moment; null where there is none. */
async function script() {
  const tag = document.getElementById("telegram");
  if (!window.Telegram?.WebApp && tag && !tag.dataset.failed) {
    await new Promise((done) => {
      tag.addEventListener("load", done);
      tag.addEventListener("error", done);
      setTimeout(done, PATIENCE_MS);
    });
  }
  const app = window.Telegram?.WebApp;
  return app?.initData || (app?.platform && app.platform !== "unknown") ? app : null;
}

function ofScript(app) {
  paint(app.themeParams);
  app.onEvent("themeChanged", () => paint(app.themeParams));
  app.ready();
  app.expand();
  const since = (wanted) => app.isVersionAtLeast?.(wanted);
  return {
    send: (text) => app.sendData(text),
    close: () => app.close(),
    buzz: (kind) => since("6.1") && app.HapticFeedback?.notificationOccurred(kind),
    lock: () => since("8.0") && app.lockOrientation?.(),
    /** The accelerometer of the app; `tell` gets metres per second squared. Resolves with whether it runs. */
    accelerometer: (tell) => new Promise((done) => {
      if (!since("8.0") || !app.Accelerometer) return done(false);
      app.onEvent("accelerometerChanged", () => tell(app.Accelerometer.x, app.Accelerometer.y, app.Accelerometer.z));
      app.Accelerometer.start({ refresh_rate: 50 }, done);
    }),
    /** The tilt of the app; `tell` gets radians. */
    orientation: (tell) => new Promise((done) => {
      if (!since("8.0") || !app.DeviceOrientation) return done(false);
      app.onEvent("deviceOrientationChanged", () => tell(app.DeviceOrientation.beta, app.DeviceOrientation.gamma));
      app.DeviceOrientation.start({ refresh_rate: 50, need_absolute: false }, done);
    }),
  };
}

function ofFrame() {
  const listeners = new Map();
  const post = (eventType, eventData = {}) => window.parent.postMessage(JSON.stringify({ eventType, eventData }), "*");
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent) return;
    const { eventType, eventData } = themeOf(event.data);
    if (eventType === "theme_changed") paint(eventData?.theme_params);
    listeners.get(eventType)?.(eventData ?? {});
  });
  paint(themeOf(parameters.get("tgWebAppThemeParams")));
  post("iframe_ready");
  post("web_app_ready");
  post("web_app_expand");
  const sensor = (name, changed, start, tell) => new Promise((done) => {
    listeners.set(`${name}_started`, () => done(true));
    listeners.set(`${name}_failed`, () => done(false));
    listeners.set(`${name}_changed`, (data) => tell(...changed.map((key) => data[key])));
    post(`web_app_start_${name}`, start);
    setTimeout(() => done(false), PATIENCE_MS);
  });
  return {
    send: (data) => post("web_app_data_send", { data }),
    close: () => post("web_app_close"),
    buzz: (kind) => post("web_app_trigger_haptic_feedback", { type: "notification", notification_type: kind }),
    lock: () => post("web_app_toggle_orientation_lock", { locked: true }),
    accelerometer: (tell) => sensor("accelerometer", ["x", "y", "z"], { refresh_rate: 20 }, tell),
    orientation: (tell) => sensor("device_orientation", ["beta", "gamma"], { refresh_rate: 20, need_absolute: false }, tell),
  };
}

/** The way to Telegram; null in a page that Telegram did not open. */
export async function connect() {
  const app = await script();
  if (app) return ofScript(app);
  return version && window.parent !== window ? ofFrame() : null;
}
