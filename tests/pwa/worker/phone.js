/** A phone for the worker's parts: a memory, a lock, and a line to a server that a test scripts. */
const { parts } = require("./parts.js");

const PARTS = [
  "memory", "rules", "turns", "markup", "routing", "account", "shell", "outbox", "posts", "unsent", "waiting", "warm", "copies", "click",
];

/** Stand for IndexedDB as far as the parts use it (idb's openDB). */
function storage() {
  const stores = { ops: new Map(), copies: new Map(), facts: new Map() };
  let seq = 0;
  const db = {
    getAll: async (store) => structuredClone([...stores[store].values()]),
    get: async (store, key) => structuredClone(stores[store].get(key)),
    async add(store, value) {
      if (db.isFull) throw new Error("QuotaExceededError");
      stores[store].set((seq += 1), structuredClone({ ...value, seq }));
      return seq;
    },
    async put(store, value, key = value.seq ?? value.id) {
      stores[store].set(key, structuredClone(value));
    },
    delete: async (store, key) => stores[store].delete(key),
    clear: async (store) => stores[store].clear(),
    transaction: (store) => ({
      store: {
        get: (key) => db.get(store, key),
        put: (value, key) => db.put(store, value, key),
        delete: (key) => db.delete(store, key),
      },
      done: Promise.resolve(),
    }),
    isFull: false,
  };
  return db;
}

/** Let whoever asks for a lock have it one after the other. */
function locksmith() {
  const last = {};
  return { request: (name, work) => (last[name] = Promise.resolve(last[name]).then(work, work)) };
}

/** Stand for the caches, by the names and addresses that the parts use. */
function shelves() {
  const kept = new Map();
  const at = (target) => target.url ?? String(target);
  const shelf = (name) => ({
    match: async (target) => kept.get(name)?.get(at(target))?.clone(),
    put: async (target, answer) => void kept.get(name).set(at(target), answer),
    delete: async (target) => kept.get(name).delete(at(target)),
  });
  return {
    async open(name) {
      if (!kept.has(name)) kept.set(name, new Map());
      return shelf(name);
    },
    match: async (target) => [...kept.values()].map((each) => each.get(at(target))).find(Boolean)?.clone(),
    keys: async () => [...kept.keys()],
    delete: async (name) => kept.delete(name),
  };
}

const NAMES = ["drain", "opsOf", "dropOp", "setFact", "fact", "pageOrCopy", "copyOf", "keepCopy", "forgetAccount", "warm", "act", "shownOp", "carryOut"];

/** Give a worker whose requests `server(path, request)` answers, or drops by throwing. */
function phone(server, db = storage()) {
  const told = [];
  const waits = [];
  const caches = shelves();
  class BroadcastChannel {
    postMessage(message) {
      told.push(message);
    }
  }
  const listeners = {};
  const opened = [];
  const self = {
    addEventListener: (name, listener) => (listeners[name] ??= []).push(listener),
    location: { origin: "https://meet.example" },
    registration: {},
    navigator: {},
    clients: { claim: async () => {}, matchAll: async () => [], openWindow: async (address) => opened.push(address) },
  };
  const around = {
    self, BroadcastChannel, Request, Response: Answer, FormData, URLSearchParams, AbortSignal, crypto, structuredClone,
    navigator: { locks: locksmith() },
    idb: { openDB: async () => db },
    fetch: async (target, options = target) => server(new URL(target.url ?? target, self.location.origin).pathname, options),
    // The parts wait in seconds; here these pass at once, in their order.
    setTimeout(work, wait) {
      waits.push(wait / 1000);
      return setTimeout(work, wait / 100);
    },
    BUILD: "b", SHELL: [], caches,
  };
  /** Let a page send a form; undefined when the worker leaves it to the browser. */
  const send = (request, referrer = `${self.location.origin}/today`) => {
    const sent = { request: as(request, { referrer }), waitUntil: (work) => work?.catch(() => {}) };
    let answer;
    for (const listener of listeners.fetch) listener({ ...sent, respondWith: (given) => (answer = given) });
    return answer;
  };
  return { ...parts(PARTS, NAMES, around), told, waits, db, caches, listeners, send, opened };
}

/** Node's own redirects only to whole addresses. */
class Answer extends Response {
  static redirect(address, status) {
    return new Response(null, { status, headers: { Location: address } });
  }
}

/** A request as only a browser makes it: it has come from a page, or leads to one. */
function as(request, more) {
  for (const [name, value] of Object.entries(more)) Object.defineProperty(request, name, { value, configurable: true });
  return request;
}

/** Somebody goes to a page: give what they see, and what the worker does behind it. */
function visit(it, path) {
  const work = [];
  const seen = it.pageOrCopy({
    request: new Request(`https://meet.example${path}`),
    waitUntil: (promise) => work.push(promise),
  });
  return { seen, after: () => Promise.all(work) };
}

/** The same with what follows: wait for the answer, and give what the worker does behind it. */
async function submit(it, path, fields = {}) {
  const work = [];
  let answered;
  const sending = {
    request: as(post(path, fields), { referrer: "https://meet.example/today" }),
    handled: new Promise((done) => (answered = done)),
    waitUntil: (promise) => work.push(promise),
    respondWith: (answer) => answered(answer.then(() => undefined)),
  };
  for (const listener of it.listeners.fetch) listener(sending);
  await sending.handled;
  return { after: () => Promise.all(work) };
}

/** A page as the server marks it for whom it is. */
function page(html, { account = "ada", keep = "1", status = 200 } = {}) {
  const headers = { "Content-Type": "text/html", "X-Account": account, ...(keep && { "X-Keep": keep }) };
  return new Response(`<html lang="en"><title>${html}</title>${html}</html>`, { status, headers });
}

/** A receipt of the server. */
function taken(account = "ada") {
  return new Response(null, { status: 204, headers: { "X-Account": account } });
}

/** A form as a page of ours sends it. */
function post(path, fields) {
  const body = new URLSearchParams({ idempotency_key: crypto.randomUUID(), account: "ada", ...fields });
  return new Request(`https://meet.example${path}`, { method: "POST", body });
}

/** The same, sent by a plain form: its answer takes the page's place. */
function form(path, fields) {
  return as(post(path, fields), { mode: "navigate" });
}

module.exports = { phone, post, form, visit, submit, page, taken };
