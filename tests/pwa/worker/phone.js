/** A phone for the worker's parts: a memory, a lock, and a line to a server that a test scripts. */
const { parts } = require("./parts.js");

const SENDERS = ["memory", "rules", "turns", "markup", "routing", "account", "shell", "outbox", "posts", "unsent"];

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
    transaction: (store) => ({ store: { put: (value) => db.put(store, value) }, done: Promise.resolve() }),
    isFull: false,
  };
  return db;
}

/** Let whoever asks for the lock have it one after the other. */
function oneLock() {
  let last = Promise.resolve();
  return { request: (_name, work) => (last = last.then(work, work)) };
}

/** Give a worker whose requests `server(path, request)` answers, or drops by throwing. */
function phone(server, db = storage()) {
  const told = [];
  class BroadcastChannel {
    postMessage(message) {
      told.push(message);
    }
  }
  const self = {
    addEventListener() {},
    location: { origin: "https://meet.example" },
    registration: {},
  };
  const around = {
    self, BroadcastChannel, Request, FormData, URLSearchParams, AbortSignal, crypto, structuredClone,
    navigator: { locks: oneLock() },
    idb: { openDB: async () => db },
    fetch: async (target, options = target) => server(new URL(target.url ?? target, self.location.origin).pathname, options),
    // The parts wait in seconds; here these pass at once, in their order.
    setTimeout: (work, wait) => setTimeout(work, wait / 100),
    BUILD: "b", SHELL: [], caches: {},
  };
  return { ...parts(SENDERS, ["drain", "opsOf", "sendOrKeep", "setFact"], around), told, db };
}

const event = { waitUntil: (work) => work.catch(() => {}) };

/** A form as a page of ours sends it. */
function post(path, fields) {
  const body = new URLSearchParams({ idempotency_key: crypto.randomUUID(), account: "ada", ...fields });
  return new Request(`https://meet.example${path}`, { method: "POST", body });
}

module.exports = { phone, post, event };
