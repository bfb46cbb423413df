/** The page of what waits to be sent: filled in here, and its buttons are answered here. */
const WAITING_PAGE = "/waiting";
const UNSENT_TEXT = "/waiting/texts";

answerers.push((event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return undefined;
  const mended = url.searchParams.get("mend");
  if (mended && request.mode === "navigate" && request.method === "GET") return mendedPage(event, url, mended);
  if (url.pathname === UNSENT_TEXT) return unsentTexts();
  if (url.pathname !== WAITING_PAGE) return undefined;
  return request.method === "POST" ? carryOut(event, request) : waitingPage(url);
});

async function waitingPage(url) {
  const page = await shellPage(WAITING_PAGE);
  if (!page) return fetch(url, { credentials: "omit" });
  const language = /<html lang="([\w-]+)"/.exec(page.html)?.[1];
  // A mentor has no account, and what they wrote waits all the same.
  const ops = await opsOf(await owner());
  // Whose sign-in has ended is asked to sign in, and nobody else reads what waits for it.
  const locked = ops.length ? 0 : (await opsOf((await fact("last-account")) ?? "")).length;
  const values = {
    none: !ops.length && !locked,
    locked: locked > 0,
    late: url.searchParams.has("late"),
    count: locked,
    some: ops.length > 0,
    kept: ops.some(({ key, state }) => key === url.searchParams.get("kept") && state === "queued"),
    op: ops.map((op) => shownOp(op, language)),
  };
  return page.filled(values);
}

function shownOp(op, language) {
  const stuck = { 403: "foreign", 404: "gone", 410: "gone", 413: "big", 507: "full" }[op.status];
  // What was never saved cannot have been changed somewhere else.
  const state = op.makes && op.state === "conflict" ? "rejected" : op.state;
  const tried = { 2: "between", 4: "busy", 5: "broken" }[Math.trunc(op.status / 100)];
  const why = stuck ?? (state === "queued" ? (tried ?? state) : state);
  const texts = textsOf(op);
  // A tap has nothing in it to be compared or shortened: it is tapped anew.
  const reason = !texts.length && ["conflict", "rejected", "big"].includes(why) ? "untaken" : why;
  const target = addressOf(new URL(op.html ? op.url : op.page, self.location.origin));
  return {
    key: op.key,
    what: whatOf(op),
    when: saidTime(op.at, language),
    status: op.status,
    [reason]: true,
    texts: texts.length > 0,
    text: texts.map((text) => ({ text })),
    mendable: op.status !== 403,
    mend: texts.length ? `${target}${target.includes("?") ? "&" : "?"}mend=${op.key}` : op.page,
    bookable: op.makes && op.url.startsWith("/contacts/new"),
    made: op.makes,
    plain: reason !== "conflict",
  };
}

/** The buttons of that page: send one or all of it now, or throw one away. */
async function carryOut(event, request) {
  const form = await request.formData();
  const ops = await opsOf(await owner());
  const dropped = ops.find((op) => op.key === form.get("drop"));
  if (dropped && !(await dropInTime(dropped))) return Response.redirect(`${WAITING_PAGE}?late`, 303);
  const wanted = form.get("send");
  for (const op of ops) {
    const isWanted = wanted === op.key || (wanted === "all" && ["queued", "auth"].includes(op.state));
    if (isWanted) await tryAnew(op);
  }
  if (wanted) {
    const sending = drain({ now: true });
    event.waitUntil(sending);
    await Promise.race([sending, pause(SECONDS_TO_SEND)]);
  }
  return Response.redirect(WAITING_PAGE, 303);
}

/** Throw away what is not just being sent; say whether it was still here. */
async function dropInTime({ key }) {
  await Promise.race([navigator.locks.request("outbox", () => {}), pause(SECONDS_TO_SEND)]);
  const op = (await opsOf(await owner())).find((one) => one.key === key);
  if (op) await dropOp(op);
  return Boolean(op);
}

/** Open what the server would not take as the server gave it back; else the page it came from. */
async function mendedPage(event, url, key) {
  const op = (await opsOf(await owner())).find((one) => one.key === key);
  const page = op?.html && (await shellPage(WAITING_PAGE));
  return page ? new Response(op.html, { headers: page.headers }) : pageOrCopy(event);
}

/** All of it as plain text, to be saved as a file. */
async function unsentTexts() {
  const ops = await opsOf(await owner());
  const pieces = ops.map((op) => [new Date(op.at).toISOString(), whatOf(op), ...textsOf(op)].join("\n"));
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Content-Disposition": 'attachment; filename="unsent.txt"' };
  return new Response(pieces.join("\n\n"), { headers });
}
