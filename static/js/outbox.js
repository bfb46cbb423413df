/**
 * What waits on this phone, as every page shows it: how much there is, and each tick and text where
 * it belongs. The service worker keeps and sends it; pages tell it when it is worth a try.
 */
const SECONDS_BETWEEN_TRIES = 5;
const standing = document.getElementById("standing");
const words = JSON.parse(standing.dataset.words);
// A long queue that is being sent says something many times a second.
const MOMENT = 150;
const WRITTEN_IN = ":is(textarea, select, input:not([type=hidden]))";
// What a page adds to its form when it is sent, and what each form has of its own.
const ADDED = ["what", "says", "mended"];
const OWN = ["account", "idempotency_key", "mended"];
const main = document.getElementById("main");
let waitingCount = 0;
let isBehind = false;
let soon;

/** Ask the service worker something, and give its answer; undefined when there is none in charge. */
function askWorker(message, worker = navigator.serviceWorker?.controller) {
  if (!worker) return Promise.resolve();
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data);
    worker.postMessage(message, [port2]);
  });
}

async function showWaiting() {
  const { account } = document.documentElement.dataset;
  const waiting = (await askWorker("waiting")) ?? { account, count: 0, stuck: 0, ops: [] };
  waitingCount = waiting.count;
  // A call says by itself what of it is not sent.
  const calls = keptJournals().filter((one) => one.address !== location.pathname);
  const refused = calls.flatMap((one) => one.refused).length;
  const stuck = waiting.stuck + refused;
  const count = waiting.count + calls.flatMap((one) => one.waiting).length + refused;
  const parts = waiting.account ? { stuck, waiting: count - stuck } : { signed_out: waiting.count };
  const texts = Object.entries(parts).filter(([, n]) => n).map(([state, n]) => words[state].replace("{n}", n));
  const isThere = location.pathname === standing.dataset.page;
  stand("waiting", !isThere && texts.join(" · "), standing.dataset.page);
  stand("sent", isBehind && words.sent, location.href);
  if (!count) document.querySelector("#notice [data-unsent]")?.remove();
  waiting.ops.forEach(showWhereItBelongs);
  showUnsentHere(waiting.ops);
}

document.addEventListener("taps", showWaiting);

/** The list of what waits, and a page that showed some of it, show what became of it, as soon as they may. */
async function showAnew() {
  const isWanted = location.pathname === standing.dataset.page || isBehind;
  if (!isWanted || isInUse()) return;
  const answer = await fetch(location.href, { signal: AbortSignal.timeout(SECONDS_BETWEEN_TRIES * 1000) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const isTheirs = page.documentElement.dataset.account === document.documentElement.dataset.account;
  // Somebody may have begun to read or write while the new page was on its way.
  if (!answer.ok || answer.redirected || !isTheirs || isInUse()) return;
  const again = placeOf(document.activeElement);
  main.replaceChildren(...page.getElementById("main").childNodes);
  htmx.process(main);
  if (again) main.querySelector(again)?.focus({ preventScroll: true });
  isBehind = false;
  stand("kept");
}

function isInUse() {
  return isWriting() || main.querySelector(`details[open], ${WRITTEN_IN}:focus`);
}

/** Give how to find in a page as it is now what somebody is at in it. */
function placeOf({ id, attributes: { href } }) {
  if (id) return `#${CSS.escape(id)}`;
  return href && `[href="${CSS.escape(href.value)}"]`;
}

function showSoon() {
  soon ??= setTimeout(() => {
    soon = undefined;
    showAnew().catch(() => {}).then(showWaiting);
  }, MOMENT);
}

/** Let a line stand below the top bar; without text it goes. */
function stand(name, text, address) {
  standing.querySelector(`[data-name=${name}]`)?.remove();
  if (!text) return;
  const line = document.createElement("a");
  Object.assign(line, { textContent: text, href: address });
  line.dataset.name = name;
  standing.append(line);
}

function showWhereItBelongs(op) {
  const fields = Object.fromEntries(op.entries);
  const isMended = new URLSearchParams(location.search).get("mend") === op.key;
  const forms = formsFor(op);
  for (const form of forms) {
    const button = form.querySelector("[aria-pressed]");
    if (button && fields.on && !op.isRefused) showTick(form, button, fields.on);
  }
  const written = forms.filter((one) => one.querySelector(WRITTEN_IN));
  const form = written.find((one) => isFormOf(one, op)) ?? written[0];
  if (form && isMended) mend(form, op);
  else if (form && fields.rev && form.elements.rev?.value === fields.rev && !isTouched(form)) fillIn(form, op);
}

function formsFor({ url }) {
  return [...document.querySelectorAll('main form[method="post"]')].filter((form) => {
    return new URL(form.getAttribute("action") ?? location.href, location.href).pathname === url.split("?")[0];
  });
}

function isFormOf(form, { entries }) {
  return entries.every(([name]) => ADDED.includes(name) || form.elements[name]);
}

function showTick(form, button, on) {
  button.setAttribute("aria-pressed", on === "1");
  form.elements.on.value = on === "1" ? "0" : "1";
  form.elements.idempotency_key.value = crypto.randomUUID();
}

/** Open a form, wherever it is folded away, with what was written in it; unless somebody is at it. */
function mend(form, op) {
  if (form.elements.mended) return;
  if (isTouched(form)) hidden(form, "mended", op.key);
  else fillIn(form, op);
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const field = form.querySelector(WRITTEN_IN);
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: "center" });
}

/** Put into a form what was written in it before; sent again, it takes the other's place. */
function fillIn(form, op) {
  if (form.elements.mended) return;
  hidden(form, "mended", op.key);
  form.dataset.unsaved = "";
  if (op.isGiven) return;
  for (const field of form.elements) {
    const values = op.entries.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else if (values.length && field.type !== "submit" && !OWN.includes(field.name)) field.value = values[0];
  }
}

function hidden(form, name, value) {
  const field = form.elements[name] ?? document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
}

if (navigator.serviceWorker) {
  new BroadcastChannel("outbox").onmessage = ({ data }) => {
    if (data.kept && document.visibilityState === "visible") showNotice("kept");
    isBehind ||= isShownHere(data.gone);
    showSoon();
  };
  const attempt = (message) => document.visibilityState === "visible" && navigator.serviceWorker.controller?.postMessage(message);
  addEventListener("online", () => attempt("drain-now"));
  addEventListener("pageshow", () => attempt("drain-now"));
  document.addEventListener("visibilitychange", () => attempt("drain-now"));
  setInterval(() => {
    if (waitingCount) attempt("drain");
    if (isBehind) showSoon();
  }, SECONDS_BETWEEN_TRIES * 1000);
}
showWaiting();

/** A copy says how old it is, whatever was done to the clock meanwhile. */
const { kept, said } = document.documentElement.dataset;
if (kept) {
  const minutes = Math.round((Date.parse(kept) - Date.now()) / 60_000);
  const [count, unit] = minutes > -90 ? [minutes, "minute"] : minutes > -36 * 60 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 60 / 24), "day"];
  const ago = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" }).format(count, unit);
  const age = minutes > 1 ? words.unknown : minutes < 0 ? ago : words.now; // a clock was set back
  stand("kept", words[said].replace("{age}", age), "");
}
