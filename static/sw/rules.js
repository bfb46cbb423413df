/** The outbox's rules, without a browser: what waits for what, and what each answer means. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 15 * 60;
const LONGEST_PUT_OFF = 60 * 60;
const SECONDS_TO_SEND = 10;
// A server that is out of order has not taken what was sent, as far as one can tell.
const OUT_OF_ORDER = [500, 502, 503, 504];
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const KEY = "idempotency_key";
// What a form carries beside the text that somebody typed.
const UNREAD = [
  "id", "rev", KEY, "account", "on", "kind", "then", "time_zone", "held", "password", "current",
  "what", "says", "mended", "look", "seen",
];
// A file, a password or a sign-in is sent at once or not at all.
const NEVER_KEPT = /^\/(sign-|push\/|waiting|bring|me\/(password|devices|invite))/;
// How a page was come to is no part of it.
const ASIDE = [
  "from", "kept", "mend", "logged", "captured", "after", "deleted", "done", "dropped", "later", "let_go", "q",
];

/** Make what is kept of a form: where it goes, what is in it, and everything it is about. */
function opOf(url, entries, { account, page, at, key, turn }) {
  const { pathname, search } = new URL(url);
  const fields = Object.fromEntries(entries);
  return {
    key: fields[KEY] || key,
    account: fields.account || account,
    url: pathname + search,
    entries,
    page,
    at,
    turn,
    things: thingsOf(pathname, entries),
    makes: fields.id && !fields.rev && !pathname.includes(fields.id) ? fields.id : "",
    mends: fields.mended ?? "",
    state: "queued",
    status: 0,
    tries: 0,
    next: 0,
  };
}

/** Give the ids that a form names, in its address or its fields; else its address. */
function thingsOf(path, entries) {
  const values = entries.filter(([name, value]) => name !== KEY && typeof value === "string");
  const text = [path, ...values.map(([, value]) => value)].join(" ");
  const found = new Set(text.match(UUID));
  return found.size ? [...found] : [path];
}

/** Say what an answer means for the work of an account: done, retry, auth, conflict or rejected. */
function verdictOf({ status, type, headers }, account) {
  const signedIn = headers.get("X-Account");
  if (signedIn !== null && account && signedIn !== account) return "auth";
  // Only the sign-in redirects a replay.
  if (type === "opaqueredirect" || status === 401) return "auth";
  // A page is a question, not a receipt.
  if (signedIn !== null && status === 200 && headers.get("Content-Type")?.startsWith("text/html")) return "rejected";
  // What does not say whose it is comes from something on the way.
  if (status >= 200 && status < 300) return signedIn === null ? "retry" : "done";
  if ([408, 425, 429].includes(status) || status >= 500) return "retry";
  if (status === 409 && headers.has("Retry-After")) return "retry";
  return status === 409 || status === 412 ? "conflict" : "rejected";
}

/** Give the seconds to wait before the next try: doubled each time, or what the server asks for. */
function pauseAfter(tries, retryAfter) {
  const doubled = Math.min(FIRST_PAUSE * 2 ** Math.max(tries - 1, 0), LONGEST_PAUSE);
  return Math.max(doubled, Math.min(Number(retryAfter) || 0, LONGEST_PUT_OFF));
}

/** Hold what a stuck piece of work stands before: its things, or only what it would have made. */
function heldBy(op) {
  if (op.state === "queued" || op.state === "auth") return op.things;
  return op.makes ? [op.makes] : [];
}

/** A look at something half-written is no work to be kept. */
function isOnlyALook({ entries }) {
  return entries.some(([name, value]) => name === "then" && value === "preview");
}

function isHeldUp(op, held) {
  return op.things.some((thing) => held.has(thing));
}

/** Give what may be sent now, in order: never past earlier work on the same thing. */
function sendable(ops, now, others = []) {
  const held = new Set(others);
  return ops.filter((op) => {
    // No pause is that long: the clock was ahead when it was made.
    const isDue = op.next <= now || op.next > now + LONGEST_PUT_OFF * 1000;
    const isReady = op.state === "queued" && isDue && !isHeldUp(op, held);
    if (!isReady) for (const thing of heldBy(op)) held.add(thing);
    return isReady;
  });
}

/** The texts of a form that a person would know again; what is chosen, in the words of its page. */
function textsOf({ entries }) {
  const says = new Map(Object.entries(JSON.parse(fieldOf(entries, "says") || "{}")));
  const texts = entries.filter(([name]) => !UNREAD.includes(name));
  return texts.map(([, value]) => (typeof value === "string" ? (says.get(value) ?? value) : value.name)).filter(Boolean);
}

function fieldOf(entries, name) {
  return entries.find(([one]) => one === name)?.[1];
}

/** Give a page that can be filled in again; one that only says what is wrong is no help. */
function formIn(html) {
  return html.includes(`name="${KEY}"`) ? html : "";
}

function whatOf(op) {
  return fieldOf(op.entries, "what") || textsOf(op)[0] || op.url;
}

/** Two forms with one key: the same tap twice, or another text from a page gone back to? */
function isSameForm(one, other) {
  const isAside = ([name, value]) => value.size || name === "what" || name === "says";
  const text = ({ url, entries }) => JSON.stringify([url.split("?")[0], entries.filter((one) => !isAside(one))]);
  return text(one) === text(other);
}

/** Let a form that was sent before make something of its own, as the server would ask for. */
function startAfresh(op, uuid) {
  const fresh = { [KEY]: uuid(), ...(op.makes && { id: uuid() }) };
  const entries = op.entries.map(([name, value]) => [name, fresh[name] ?? value]);
  const things = op.things.map((thing) => (thing === op.makes ? fresh.id : thing));
  return { ...op, key: fresh[KEY], makes: fresh.id ?? "", entries, things };
}

function addressOf(url) {
  const address = new URL(url);
  for (const name of ASIDE) address.searchParams.delete(name);
  return address.pathname + address.search;
}
