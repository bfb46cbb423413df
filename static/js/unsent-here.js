/** Beside each thing on a page: what this phone has written about it that the server has not. */
const CAPTURE = "/contacts/new";
let shownHere = [];

function showUnsentHere(ops) {
  shownHere = ops;
  const keys = new Set(ops.map(({ key }) => key));
  for (const mark of document.querySelectorAll("[data-op]")) if (!keys.has(mark.dataset.op)) mark.remove();
  const unplaced = ops.filter((op) => !isMarked(op));
  stand("here", unplaced.some(isOfThisPage) && words.changed, standing.dataset.page);
  if (document.querySelector("template#captured")) showCaptured(ops);
}

function isOfThisPage({ url }) {
  return /[0-9a-f-]{36}$/.test(location.pathname) && url.startsWith(`${location.pathname}/`);
}

/** Say whether this page showed something that waited, by its key. */
function isShownHere(key) {
  const isMarkedHere = Boolean(document.querySelector(`[data-op="${CSS.escape(key)}"]`));
  return isMarkedHere || shownHere.some((op) => op.key === key && isOfThisPage(op));
}

/** Mark the thing that it is about, where this page has its form; a tick and a text show it themselves. */
function isMarked(op) {
  const form = formsFor(op).find((one) => isFormOf(one, op));
  if (!form) return false;
  const isShown = form.elements.mended || (!op.isRefused && form.querySelector("[aria-pressed]") && form.elements.on);
  if (isShown || document.querySelector(`[data-op="${CSS.escape(op.key)}"]`)) return true;
  const mark = document.createElement("a");
  const said = whatOf(op).split(" · ").at(-1);
  const text = words[op.isRefused ? "refused" : "here"].replace("{what}", said);
  Object.assign(mark, { className: "unsent", textContent: text, href: standing.dataset.page });
  mark.dataset.op = op.key;
  const thing = form.closest("li, article, section");
  if (thing) thing.append(mark);
  else (form.closest("details") ?? form).after(mark);
  return true;
}

/** Whoever was captured without a signal stands above the others, to be booked already. */
function showCaptured(ops) {
  const template = document.querySelector("template#captured");
  document.querySelector("[data-captured]")?.remove();
  const captured = ops.filter(({ url }) => url.split("?")[0] === CAPTURE);
  if (!captured.length) return;
  const list = template.content.cloneNode(true).firstElementChild;
  const row = list.querySelector("li");
  const rows = captured.map((op) => {
    const own = row.cloneNode(true);
    own.dataset.op = op.key;
    own.querySelector("a").href = `/contacts/${valueIn(op, "id")}/book`;
    own.querySelector(".name").textContent = whatOf(op);
    return own;
  });
  row.replaceWith(...rows);
  template.before(list);
}

function whatOf(op) {
  return valueIn(op, "what") ?? "";
}

function valueIn({ entries }, name) {
  return entries.find(([one]) => one === name)?.[1];
}
