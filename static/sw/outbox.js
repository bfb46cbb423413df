/**
 * Work that could not be sent. It is kept in order, sent again under one lock, and leaves only when
 * the server has it or its writer throws it away.
 */
const SECONDS_TO_ANSWER = 15;
// A line that has just come back often drops what is sent over it first.
const SECONDS_BETWEEN_TRIES = [0.1, 0.5];
const SECONDS_TO_LAND = 20;
const announce = new BroadcastChannel("outbox");
let nextDrain;
let isUrgent;
let unreachedAt = 0;

self.addEventListener("sync", (event) => event.waitUntil(drainForSync()));

/** Give what waits to be sent, in the order in which it was written. */
async function opsOf(account) {
  return (await everyOpOf(account)).filter((op) => !underWay.has(op.turn) && !isLanding(op));
}

/** A form was answered by being led on, and whoever did that shows when the page after it comes. */
function isLanding({ ledAt }) {
  const age = Date.now() - ledAt;
  return age >= 0 && age < SECONDS_TO_LAND * 1000;
}

async function dropLanded(account, askedAt) {
  // One that has waited longer is sent again first.
  for (const op of await everyOpOf(account)) if (isLanding(op) && op.ledAt <= askedAt) await dropOp(op);
}

async function everyOpOf(account) {
  const ops = await (await memory()).getAll("ops");
  return ops.filter((op) => (op.account ?? "") === account);
}

/**
 * Write a form down before it is sent, so that it outlives this worker and keeps its turn. The same
 * form twice is one; another text under its key is a thing of its own.
 */
async function holdOp(op) {
  const twin = (await everyOpOf(op.account)).find((one) => one.key === op.key && one.key !== op.mends);
  // What was stuck and is asked for again gets another try.
  if (twin && isSameForm(twin, op)) return twin.state === "queued" ? twin : tryAnew(twin);
  const held = twin ? startAfresh(op, () => crypto.randomUUID()) : op;
  return { ...held, seq: await (await memory()).add("ops", held) };
}

async function tryAnew(op) {
  const again = { ...op, state: "queued", next: 0 };
  await changeOp(again);
  return again;
}

/** Keep a form that its page could not send. What it mends makes room, and gives it its place in line. */
async function keepOp(op) {
  const [old] = (await everyOpOf(op.account)).filter(({ key, seq }) => key === op.mends && seq < op.seq);
  await rewrite(op, async (ops) => {
    if (old) await ops.delete(op.seq);
    await ops.put({ ...op, seq: old?.seq ?? op.seq });
  });
  endTurn(op.turn);
  // What needs a look is not sent by itself.
  announce.postMessage(op.state === "queued" ? { kept: op.key } : { changed: op.key });
  self.registration.sync?.register("outbox").catch(() => {}); // refused where nobody allowed it
}

/**
 * Change what is kept of a piece of work, unless it was thrown away or mended meanwhile. Nobody is told
 * before it is on the disk: a battery may be empty any moment.
 */
async function rewrite({ seq, key }, change) {
  const writing = (await memory()).transaction("ops", "readwrite", { durability: "strict" });
  if ((await writing.store.get(seq))?.key === key) await change(writing.store);
  await writing.done;
}

async function dropOp(op) {
  await rewrite(op, (ops) => ops.delete(op.seq));
  announce.postMessage({ gone: op.key });
}

/** Send what may be sent. One at a time over all tabs; whoever asks meanwhile gets the next turn. */
function drain({ now = false } = {}) {
  isUrgent ||= now;
  nextDrain ??= navigator.locks.request("outbox", async () => {
    const urgent = isUrgent;
    nextDrain = isUrgent = undefined;
    let sent = 1;
    while (sent) sent = await sendInOrder(await dueNow(urgent));
  });
  return nextDrain;
}

/**
 * With a signal again, what only lacked one need not wait; what the server put off does. Until then all of
 * it waits for the first, or else a page that asks every few seconds sends past it what was not tried yet.
 */
async function dueNow(urgent) {
  const ops = await opsOf(await owner());
  const unreached = ops.filter(({ state, status, isAlone }) => state === "queued" && !status && !isAlone);
  for (const op of unreached) op.next = urgent ? 0 : unreached[0].next;
  return ops;
}

/** Send each once, as far as its turn has come; give how many the server has now. */
async function sendInOrder(ops) {
  const now = Date.now();
  let sent = 0;
  const next = () => sendable(ops, now, thingsUnderWay())[0];
  for (let op = next(); op; op = next()) {
    let state = await tryOnce(op);
    if (state === "unreached") {
      if (!(await isServerThere())) return 0;
      // It may have come back between the tries; else this one does not get through by itself.
      state = await tryOnce(op, true);
    }
    if (state === "auth") return 0;
    if (state === "done" || state === "gone") {
      ops.splice(ops.indexOf(op), 1);
      sent += 1;
    } else if (state === "conflict" || state === "rejected") {
      op.state = state;
    } else {
      // Only what is stuck by itself is overtaken, not what stands first when there is no signal.
      op.next = NaN; // not again in this round, nor anything on the same things
    }
  }
  return sent;
}

async function isServerThere() {
  return fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(SECONDS_TO_ANSWER * 200) })
    .then(() => true, () => false);
}

/** Send one piece of work, and write down what became of it. */
async function tryOnce({ seq }, isAlone) {
  const op = await (await memory()).get("ops", seq);
  if (op?.state !== "queued") return "gone";
  const answer = await answerTo(op);
  if (!answer) {
    unreachedAt = Date.now();
    await setBack(op, { status: 0, isAlone });
    return "unreached";
  }
  const state = verdictOf(answer, op.account);
  if (state === "done") {
    await noteWritten(op);
    await dropOp(op);
  } else if (state === "retry") {
    await setBack(op, { status: answer.status, retryAfter: answer.headers.get("Retry-After") });
  } else {
    await changeOp({ ...op, state, status: answer.status, html: formIn(await answer.text()) });
  }
  return state;
}

async function answerTo(op) {
  for (const seconds of [...SECONDS_BETWEEN_TRIES, 0]) {
    try {
      return await fetch(op.url, requestOf(op));
    } catch (error) {
      if (error.name === "TimeoutError") return undefined;
    }
    await pause(seconds);
  }
  return undefined;
}

function requestOf({ entries, account, key, at }) {
  const body = entries.some(([, value]) => typeof value !== "string") ? new FormData() : new URLSearchParams();
  for (const [name, value] of entries) body.append(name, value);
  return {
    method: "POST",
    body,
    headers: {
      "X-Outbox": "1",
      "X-Outbox-Account": account,
      "X-Waited": String(Math.max(0, Math.round((Date.now() - at) / 1000))),
      "Idempotency-Key": key,
    },
    redirect: "manual",
    signal: AbortSignal.timeout(SECONDS_TO_ANSWER * 1000),
  };
}

async function setBack(op, { status, retryAfter, isAlone = false }) {
  const tries = op.tries + 1;
  await changeOp({ ...op, status, tries, isAlone, next: Date.now() + pauseAfter(tries, retryAfter) * 1000 });
}

async function changeOp(op) {
  await rewrite(op, (ops) => ops.put(op));
  announce.postMessage({ changed: op.key });
}

/** The same person is there again: what waited for a sign-in may go. */
async function wakeUp(account) {
  for (const op of await opsOf(account)) {
    if (op.state === "auth") await tryAnew(op);
  }
}

/** Background Sync (where there is one) tries again by itself while this throws. */
async function drainForSync() {
  await drain({ now: true });
  const left = await opsOf(await owner());
  if (left.some((op) => op.state === "queued")) throw new Error("not everything is sent yet");
}
