const assert = require("node:assert/strict");
const { test } = require("node:test");
const { phone, visit, page, post } = require("./phone.js");

/** A server with a few pages, whose line a test may cut. */
function server(pages = {}) {
  const it = { isThere: true, asked: [], took: [], pages };
  const ask = async (path, request) => {
    if (!it.isThere) throw new TypeError("Failed to fetch");
    it.asked.push(path);
    if (request.method === "POST") it.took.push(path);
    const found = it.pages[path] ?? new Response("{}", { status: 404 });
    return typeof found === "function" ? found() : found.clone();
  };
  return [it, ask];
}

const failing = (db, ...names) => names.forEach((name) => (db[name] = async () => { throw new Error("Connection to Indexed Database server lost"); }));
const text = async (seen) => (await seen).text();

test("a memory that fails keeps nobody from the network", async () => {
  const [, ask] = server({ "/today": page("Today") });
  const it = phone(ask);
  failing(it.db, "get", "getAll", "put");
  assert.match(await text(visit(it, "/today").seen), /Today/);
});

test("with a memory that fails there is still the page that says so without a network", async () => {
  const [there, ask] = server();
  const it = phone(ask);
  await (await it.caches.open("shell-b")).put("/offline", page("No network", { account: "" }));
  failing(it.db, "get", "getAll", "put");
  there.isThere = false;
  assert.match(await text(visit(it, "/today").seen), /No network/);
});

test("without room for a copy, what waits is sent all the same", async () => {
  const [there, ask] = server({ "/today": page("Today"), "/touches": new Response(null, { status: 204 }) });
  const it = phone(ask);
  await it.setFact("account", "ada");
  there.isThere = false;
  await it.send(post("/touches", { note: "1" }));
  there.isThere = true;
  const { put } = it.db;
  it.db.put = async (store, ...rest) => {
    if (store === "copies") throw new Error("QuotaExceededError");
    return put(store, ...rest);
  };
  const { seen, after } = visit(it, "/today");
  await seen;
  await after();
  assert.deepEqual(there.took, ["/touches"]);
});
