// Holds a conversation and collects refusals as grammY sees them.
// Reads {url, token, person, steps, refusals, names} from standard input, writes one JSON object.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const modules = process.argv[2];
const require = createRequire(pathToFileURL(modules + "/"));
const { Api, GrammyError } = require("grammy");

let input = "";
for await (const chunk of process.stdin) input += chunk;
const task = JSON.parse(input);
const api = new Api(task.token, { apiRoot: task.url });

function fill(value, names) {
  if (typeof value === "string" && value.startsWith("$")) {
    const [name, plus] = value.slice(1).split("+");
    return plus ? names[name] + Number(plus) : names[name];
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, names));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, fill(v, names)]));
  }
  return value;
}

const pick = (path, found) => path.split(".").reduce((value, part) => value[part], found);

// grammY adds the empty parameters of these two by itself.
const bare = new Set(["getMe", "getWebhookInfo"]);
const call = (method, parameters) =>
  bare.has(method) ? api.raw[method]() : api.raw[method](parameters);

const answers = [];
const names = {};
for (const step of task.steps) {
  if (step.person) {
    const [what, body] = step.person;
    const answer = await fetch(`${task.url}/sim/people/${task.person}/${what}`, {
      method: "POST",
      body: JSON.stringify(fill(body, names)),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
  const result = await call(step.method, fill(step.parameters, names));
  answers.push(result);
  for (const [name, path] of Object.entries(step.save)) names[name] = pick(path, result);
}

const refusals = [];
for (const refusal of task.refusals) {
  try {
    await call(refusal.method, fill(refusal.parameters, task.names));
    refusals.push({ code: 200, description: "accepted" });
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    refusals.push({ code: error.error_code, description: error.description });
  }
}
process.stdout.write(JSON.stringify({ answers, refusals }));
