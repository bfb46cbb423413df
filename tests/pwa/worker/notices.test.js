const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, plain } = require("./parts.js");
const { phone, taken } = require("./phone.js");

const ORIGIN = "https://meet.example";
const TALK = `${ORIGIN}/interviews/0192a000-0000-7000-8000-00000000000c`;

/** Stand for MessageChannel; a real one keeps Node from ending. */
class Channel {
  port1 = {};
  port2 = { postMessage: (data) => this.port1.onmessage({ data }) };
}

/** A worker that notes what it shows, and whose windows a test gives. */
function worker({ windows = [], fetch = async () => taken() } = {}) {
  const shown = [];
  const opened = [];
  const asked = [];
  const self = {
    location: { origin: ORIGIN },
    navigator: {},
    addEventListener(name, answer) {
      self[name] = answer;
    },
    registration: {
      async showNotification(title, options) {
        if (typeof title !== "string" || typeof options.body !== "string") throw new TypeError("of the wrong kind");
        shown.push({ title, ...options });
      },
    },
    clients: { matchAll: async () => windows, openWindow: async (address) => opened.push(address) },
  };
  const around = {
    self, URLSearchParams, MessageChannel: Channel, setTimeout, NOTICE_ICON: "i", NOTICE_BADGE: "b",
    fetch: (...request) => {
      asked.push(request[0]);
      return fetch(...request);
    },
    drain: async () => {},
    warm: async () => asked.push("the pages"),
  };
  parts(["push", "click"], ["showMessage"], around);
  const run = (name, event) => {
    let work;
    self[name]({ ...event, waitUntil: (promise) => (work = promise) });
    return work;
  };
  return { run, shown, opened, asked };
}

const push = (it, text) => it.run("push", { data: text && { json: () => JSON.parse(text) } });
const tap = (it, data, action = "") =>
  it.run("notificationclick", { action, notification: { close() {}, data, tag: "0192" } });
/** A window; a page of ours that is being written in says so. */
function open(url, { isWritten = false } = {}) {
  const it = {
    url,
    focused: false,
    postMessage: (_words, [port]) => port.postMessage(isWritten),
    focus: async () => it,
    navigate: async (to) => {
      it.url = to;
    },
  };
  return it;
}

test("whatever a message says, a notice is shown", async () => {
  for (const text of [undefined, "", "[]", "{}", "null", '{"notification":{"title":7}}', '{"notification":{"title":"So","body":7}}']) {
    const it = worker();
    await push(it, text);
    assert.equal(it.shown.length, 1, text);
  }
});

test("what a message says is shown, its pages are fetched and the server hears of it", async () => {
  const it = worker();
  const notification = { title: "Soon", body: "At three", tag: "0192", navigate: TALK, actions: [] };
  await push(it, JSON.stringify({ web_push: 8030, notification }));
  assert.deepEqual(plain(it.shown).map(({ title, body, data }) => [title, body, data.navigate]), [["Soon", "At three", TALK]]);
  assert.deepEqual([...it.asked].sort(), ["/push/shown", "the pages"]);
});

test("a tap opens the page of the notice, and never one of somebody else", async () => {
  const it = worker();
  await tap(it, { navigate: TALK });
  await tap(it, { navigate: "https://elsewhere.example/" });
  await tap(it, undefined);
  assert.deepEqual(it.opened, [TALK, `${ORIGIN}/today`, `${ORIGIN}/today`]);
});

test("a tap leads a free window there, and leaves alone one in which somebody writes", async () => {
  const free = open(`${ORIGIN}/today`);
  const it = worker({ windows: [open(`${ORIGIN}/contacts/new`, { isWritten: true }), free] });
  await tap(it, { navigate: TALK });
  assert.equal(free.url, TALK);
  const written = open(`${ORIGIN}/contacts/new`, { isWritten: true });
  const busy = worker({ windows: [written] });
  await tap(busy, { navigate: TALK });
  assert.deepEqual([written.url, ...busy.opened], [`${ORIGIN}/contacts/new`, TALK]);
});

/** A phone on which Ada is signed in, before a server that is there or not, and notes what came. */
async function phoneOfAda(status = 204) {
  const line = { isThere: true, came: [] };
  const it = phone(async (path, request) => {
    if (!line.isThere) throw new TypeError("Failed to fetch");
    if (path !== "/healthz") line.came.push([path, request.headers["Idempotency-Key"], request.headers["X-Outbox-Account"]]);
    return new Response(null, { status, headers: { "X-Account": "ada" } });
  });
  await it.setFact("account", "ada");
  return { line, ...it };
}

const NOTICE = { tag: "0192a000-0000-7000-8000-00000000000e", title: "A thank-you is due today" };

test("a button does its work without opening anything", async () => {
  const it = await phoneOfAda();
  await it.act("done", NOTICE, TALK);
  const [[path, key, account]] = it.line.came;
  assert.deepEqual([path, account, it.line.came.length], [`/reminders/${NOTICE.tag}/done`, "ada", 1]);
  assert.match(key, /^[0-9a-f-]{36}$/);
  assert.deepEqual([it.opened, it.told.filter(({ kept }) => kept), await it.opsOf("ada")], [[], [], []]);
});

test("a button that is pressed without a signal is kept, and works once with one", async () => {
  const it = await phoneOfAda();
  it.line.isThere = false;
  await it.act("snooze", NOTICE, TALK);
  const [{ key, entries }] = await it.opsOf("ada");
  assert.deepEqual(plain([it.opened, it.told.at(-1), entries]), [[], { kept: key }, [["what", NOTICE.title]]]);
  it.line.isThere = true;
  await it.drain({ now: true });
  await it.drain({ now: true });
  assert.deepEqual(it.line.came.map(([path, sent]) => [path, sent]), [[`/reminders/${NOTICE.tag}/snooze`, key]]);
});

test("a button that the server refuses, or that nobody signed in has pressed, opens its page", async () => {
  const gone = await phoneOfAda(404);
  await gone.act("done", NOTICE, TALK);
  assert.deepEqual([gone.opened, (await gone.opsOf("ada")).map(({ state }) => state)], [[TALK], ["rejected"]]);
  const expired = await phoneOfAda(401);
  await expired.act("done", NOTICE, TALK);
  assert.deepEqual([expired.opened, (await expired.opsOf("ada")).map(({ state }) => state)], [[TALK], ["auth"]]);
  const nobody = await phoneOfAda();
  await nobody.setFact("account", "");
  await nobody.act("done", NOTICE, TALK);
  assert.deepEqual([nobody.opened, nobody.line.came], [[TALK], []]);
  const full = await phoneOfAda();
  full.db.isFull = true;
  await full.act("done", NOTICE, TALK);
  assert.deepEqual(full.opened, [TALK]);
});

test("a new version waits for a window that says nothing", async () => {
  const silent = { postMessage() {} };
  for (const [windows, expected] of [[[silent], false], [[open(TALK)], true], [[open(TALK, { isWritten: true })], false]]) {
    const self = { addEventListener() {}, clients: { matchAll: async () => windows }, skipWaiting: async () => {} };
    const around = { self, MessageChannel: Channel, setTimeout };
    assert.equal(await parts(["click", "update"], ["takeOver"], around).takeOver(), expected);
  }
});
