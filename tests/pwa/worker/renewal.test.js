const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts } = require("./parts.js");

const subscription = (endpoint) => ({ toJSON: () => ({ endpoint, keys: { p256dh: "P", auth: "A" } }) });

/** Let the browser say that the subscription changed, and give what the worker did. */
async function changed(event, { kept = null, isOnline = true } = {}) {
  const told = [];
  const asked = [];
  const listeners = {};
  const pushManager = {
    getSubscription: async () => kept,
    subscribe: async (options) => (asked.push(options), subscription("https://push.example/fresh")),
  };
  const fetch = async (address, { body }) => {
    if (!isOnline) throw new TypeError("no network");
    told.push([address, body.get("endpoint"), body.get("p256dh"), body.get("auth"), body.get("asked")]);
  };
  const self = { addEventListener: (name, listener) => (listeners[name] = listener), registration: { pushManager } };
  parts(["renewal"], [], { self, fetch, URLSearchParams, PUSH_KEY: "KEY" });
  let work;
  listeners.pushsubscriptionchange({ ...event, waitUntil: (promise) => (work = promise) });
  await work;
  return { told, asked };
}

test("a subscription that the browser has made anew is told to the server", async () => {
  const { told, asked } = await changed({ newSubscription: subscription("https://push.example/new") });
  assert.deepEqual(told, [["/push/subscriptions", "https://push.example/new", "P", "A", null]]);
  assert.deepEqual(asked, []);
});

test("one that is there already is not made a second time", async () => {
  const { told, asked } = await changed({}, { kept: subscription("https://push.example/kept") });
  assert.equal(told[0][1], "https://push.example/kept");
  assert.deepEqual(asked, []);
});

test("where the browser has made none, the worker does, with our key", async () => {
  const { told, asked } = await changed({ newSubscription: null });
  assert.equal(told[0][1], "https://push.example/fresh");
  assert.equal(JSON.stringify(asked), '[{"userVisibleOnly":true,"applicationServerKey":"KEY"}]');
});

test("without a network it waits for the next page, and nothing breaks", async () => {
  assert.deepEqual((await changed({ newSubscription: subscription("https://x") }, { isOnline: false })).told, []);
});
