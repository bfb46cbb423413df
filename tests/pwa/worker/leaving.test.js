const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts } = require("./parts.js");
const { phone } = require("./phone.js");

const never = () => new Promise(() => {});
const SIGNED_OUT = { type: "opaqueredirect", status: 0 };

/** Sign out with a server that gives `answer`, and say what was asked, forgotten and answered. */
async function leave(answer, around = {}, fields = {}) {
  const asked = [];
  const told = [];
  const scope = {
    answerers: [], URLSearchParams, AbortSignal, SECONDS_TO_SEND: 10, KEY: "key", OFFLINE_PAGE: "/offline", WAITING_PAGE: "/waiting",
    Response: { redirect: (address) => address },
    pause: (seconds) => new Promise((done) => setTimeout(done, seconds * 10)),
    owner: async () => "ada",
    drain: async () => {},
    everyOpOf: async () => [],
    forgetAccount: async (account) => told.push(account),
    shellPage: async (address) => ({ filled: () => address }),
    fetch: async (address, options) => (asked.push([address, options]), options.method === "POST" ? answer() : {}),
    ...around,
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const request = { clone: () => ({ formData: async () => form }) };
  const { leave } = parts(["leaving"], ["leave"], scope);
  const shown = await leave({ waitUntil() {} }, request);
  return { asked, told, shown };
}

test("the server is told that a worker answers, and lets the browser clear only what that one cannot", async () => {
  const { asked, told, shown } = await leave(() => SIGNED_OUT);
  assert.deepEqual(asked.map(([address, { method, headers }]) => [address, method, headers["X-Worker"]]), [
    ["/sign-out", "POST", "1"], ["/sign-in", "HEAD", "1"],
  ]);
  assert.deepEqual(told, ["ada"]);
  assert.equal(shown, "/sign-in");
});

for (const [what, around] of Object.entries({
  "a memory that never answers": { forgetAccount: never },
  "a memory that fails": { owner: () => Promise.reject(new Error("closed")), everyOpOf: () => Promise.reject(new Error("closed")), forgetAccount: () => Promise.reject(new Error("closed")) },
  "a browser that takes its time to clear its pages": { fetch: async (_, { method }) => (method === "POST" ? SIGNED_OUT : never()) },
  "a line that never takes what waits": { drain: never },
})) {
  test(`${what} keeps nobody signed in`, { timeout: 5000 }, async () => {
    assert.equal((await leave(() => SIGNED_OUT, around)).shown, "/sign-in");
  });
}

test("without an answer one is not signed out, is told so, and keeps everything", async () => {
  const { shown, told } = await leave(() => Promise.reject(new TypeError("no network")));
  assert.equal(shown, "/offline");
  assert.deepEqual(told, []);
});

test("a server in trouble has signed nobody out", async () => {
  const trouble = { type: "basic", status: 503 };
  const { shown, told } = await leave(() => trouble);
  assert.equal(shown, trouble);
  assert.deepEqual(told, []);
});

/** A worker with copies and its memory. */
function keeper() {
  const { db, caches } = phone(() => {});
  const ended = [];
  const self = {
    location: { origin: "https://meet.example" },
    navigator: { clearAppBadge: async () => ended.push("badge") },
    registration: { pushManager: { getSubscription: async () => ({ unsubscribe: async () => ended.push("subscription") }) } },
  };
  const told = [];
  const around = { self, caches, answerers: [], idb: { openDB: async () => db }, announce: { postMessage: (it) => told.push(it) }, drain: async () => {}, wakeUp: async () => {}, everyOpOf: async (account) => (await db.getAll("ops")).filter((op) => op.account === account), isLanding: () => false, dropLanded: async () => {}, warm: async () => {}, mendShell: async () => {} };
  const it = parts(["memory", "rules", "markup", "account", "copies"], ["setFact", "afterPage", "forgetAccount"], around);
  return { ...it, db, caches, told, ended };
}

function person() {
  const headers = { "Content-Type": "text/html", "X-Account": "ada", "X-Keep": "1" };
  return new Response("<title>Grace Hopper</title>", { headers });
}

const KEPT = "https://meet.example/contacts/grace";

test("signing out forgets this account's work, copies and notices, and tells the pages; what another left waits", async () => {
  const it = keeper();
  await it.afterPage(KEPT, person(), Date.now());
  for (const account of ["ada", "bob"]) await it.db.add("ops", { account });
  assert.equal((await it.db.getAll("copies")).length, 1);
  await it.forgetAccount("ada");
  assert.deepEqual([await it.db.getAll("copies"), await it.caches.keys()], [[], []]);
  assert.deepEqual((await it.db.getAll("ops")).map((op) => op.account), ["bob"]);
  assert.equal(await it.db.get("facts", "account"), undefined);
  assert.deepEqual(it.told.map(({ account, left }) => ({ account, left })), [{ account: "ada", left: undefined }, { account: undefined, left: "ada" }]);
  assert.deepEqual(it.ended.sort(), ["badge", "subscription"]);
});

test("a page that was being kept while its owner signed out is not kept", async () => {
  const it = keeper();
  await it.setFact("account", "ada");
  const { open } = it.caches;
  it.caches.open = async (name) => {
    // The account is gone after the page was asked for and looked at, and before it is put away.
    it.caches.open = open;
    await new Promise((done) => setTimeout(done, 5));
    await it.forgetAccount("ada");
    return open(name);
  };
  await it.afterPage(KEPT, person(), Date.now());
  assert.deepEqual([await it.db.getAll("copies"), await it.caches.keys()], [[], []]);
});
