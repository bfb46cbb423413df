const assert = require("node:assert/strict");
const { test } = require("node:test");
const { phone, visit, page, post, taken } = require("./phone.js");

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
  const [there, ask] = server({ "/today": page("Today"), "/touches": taken() });
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

const GRACE = "0192a000-0000-7000-8000-00000000000a";
const FORM = `/contacts/${GRACE}/promises/new`;
const BLANK = page('<a href="/contacts/00000000-0000-7000-8000-000000000000">__NAME__</a>');

/** A phone that has the blank form and what else is given, and no network any more. */
async function awayWith(pages) {
  const [there, ask] = server({ "/offline/promises/new": BLANK, ...pages });
  const it = phone(ask);
  for (const path of Object.keys(there.pages)) await visit(it, path).after();
  there.isThere = false;
  return it;
}

test("a form about somebody is there when only their name is, in the list of people", async () => {
  const row = `<a href="/contacts/${GRACE}"><b>G</b><span class="name">Grace &lt;Hopper&gt;</span></a>`;
  const it = await awayWith({ "/contacts": page(row) });
  const html = await text(visit(it, FORM).seen);
  assert.ok(html.includes(`<a href="/contacts/${GRACE}">Grace &lt;Hopper&gt;</a>`), html);
});

test("a form about somebody has the name of their own page, where that is kept", async () => {
  const it = await awayWith({ [`/contacts/${GRACE}`]: page("Grace Hopper") });
  assert.ok((await text(visit(it, FORM).seen)).includes(">Grace Hopper</a>"));
});

test("a form about somebody whose name is not here is not made up", async () => {
  const it = await awayWith({ "/contacts": page("Nobody here yet") });
  await assert.rejects(visit(it, FORM).seen);
});

test("a page that says what was just done is kept without that", async () => {
  const [there, ask] = server();
  const it = phone(ask);
  let asked = 0;
  there.pages["/contacts/a"] = () => ((asked += 1), page(asked > 1 ? "Plain" : "Logged. Undo", { keep: asked > 1 ? "1" : "" }));
  await visit(it, "/contacts/a?logged=b").after();
  there.isThere = false;
  for (const address of ["/contacts/a", "/contacts/a?logged=b"]) {
    assert.match(await text(visit(it, address).seen), /Plain/);
  }
});

test("on a line that hangs the copy comes after three seconds, also when it is from before a write", async () => {
  const [there, ask] = server({ "/contacts": page("People") });
  const it = phone(ask);
  await visit(it, "/contacts").after();
  await new Promise((done) => setTimeout(done, 2));
  await it.setFact("written-at", Date.now());
  there.pages["/contacts"] = () => new Promise(() => {});
  it.waits.length = 0;
  assert.match(await text(visit(it, "/contacts").seen), /data-said="behind"/);
  assert.deepEqual(it.waits, [3]);
});

/** A phone whose line hangs from now on; it has the frame's offline page, and what else is given. */
async function onHangingLine(pages) {
  const [there, ask] = server(pages);
  const it = phone(ask);
  await (await it.caches.open("shell-b")).put("/offline", page("<ol><!--if copy--><li>__TITLE__</li><!--end copy--></ol>", { account: "" }));
  for (const path of Object.keys(there.pages)) await visit(it, path).after();
  there.pages = new Proxy({}, { get: () => () => new Promise(() => {}) });
  it.waits.length = 0;
  return it;
}

test("on a line that hangs the next checklist and a blank form come as soon as a copy does", async () => {
  const row = `<a href="/contacts/${GRACE}"><span class="name">Grace</span></a>`;
  const it = await onHangingLine({ "/offline/promises/new": BLANK, "/contacts": page(row) });
  await it.setFact("next", "/interviews/a");
  assert.equal((await visit(it, "/interviews/next").seen).headers.get("Location"), "/interviews/a");
  assert.match(await text(visit(it, FORM).seen), />Grace</);
  assert.deepEqual(it.waits, [3, 3]);
});

test("on a line that hangs a page that is not here gives way to what there is, after longer", async () => {
  const it = await onHangingLine({ "/contacts": page("People") });
  assert.match(await text(visit(it, "/contacts/a").seen), /<li>.*People.*<\/li>/s);
  assert.deepEqual(it.waits, [12]);
});

test("the offline page lists what can be opened, the soonest talk first", async () => {
  const it = await onHangingLine({ "/interviews/b": page("Second"), "/interviews/a": page("First"), "/contacts/c": page("Old") });
  await it.setFact("warm", ["/interviews/a", "/interviews/b", "/contacts/c"]);
  const old = await it.db.get("copies", "ada/contacts/c");
  await it.db.put("copies", { ...old, keptAt: Date.now() - 14.1 * 24 * 60 * 60 * 1000 });
  const [, html] = (await text(visit(it, "/contacts/x").seen)).split("</title>");
  assert.deepEqual([...html.matchAll(/<li>([^<]*)<\/li>/g)].map(([, title]) => title), ["First", "Second"]);
});

test("a memory that hangs keeps nobody from the network", { timeout: 10_000 }, async () => {
  const [, ask] = server({ "/today": page("Today") });
  const it = phone(ask);
  it.db.get = () => new Promise(() => {});
  assert.match(await text(visit(it, "/today").seen), /Today/);
});

/** A phone on which a page was opened once, as it was answered then, and no network any more. */
async function opened(answer, { account = "ada" } = {}) {
  const [there, ask] = server({ "/contacts/a": answer });
  const it = phone(ask);
  await it.setFact("account", account);
  await visit(it, "/contacts/a").after();
  there.isThere = false;
  return [it, there];
}

const isKept = async (it) => Boolean(await it.copyOf("https://meet.example/contacts/a"));

test("a page that the server marks is kept, and no other", async () => {
  const long = "x".repeat(200_001);
  const elsewhere = page("Sign in");
  Object.defineProperty(elsewhere, "redirected", { value: true });
  elsewhere.clone = () => elsewhere;
  assert.equal(await isKept((await opened(page("Grace")))[0]), true);
  for (const [name, answer] of Object.entries({
    "one that it does not mark": page("Grace", { keep: "" }),
    "one that is too long": page(long),
    "one that was led on to another": elsewhere,
    "one that refuses": page("Busy", { status: 429 }),
  })) {
    assert.equal(await isKept((await opened(answer))[0]), false, name);
  }
});

test("another account's answer empties the phone of the first one's copies", async () => {
  const [it, there] = await opened(page("Grace"));
  there.isThere = true;
  there.pages["/today"] = page("Today", { account: "bob" });
  await visit(it, "/today").after();
  assert.deepEqual((await it.db.getAll("copies")).map((one) => one.account), ["bob"]);
  assert.deepEqual((await it.caches.keys()).filter((name) => name.startsWith("copies-")), ["copies-bob"]);
  assert.equal(await it.fact("account"), "bob");
});

test("a worker that dies while it empties the phone is followed by one that does it", async () => {
  const [it, there] = await opened(page("Grace"));
  there.isThere = true;
  there.pages["/today"] = page("Today", { account: "bob" });
  const { keys } = it.caches;
  it.caches.keys = async () => {
    throw new Error("gone");
  };
  await visit(it, "/today").after();
  it.caches.keys = keys;
  await visit(it, "/today").after();
  assert.deepEqual((await it.db.getAll("copies")).map((one) => one.account), ["bob"]);
});

test("what was asked for before signing out does not sign in again", async () => {
  const [there, ask] = server();
  const it = phone(ask);
  let answer;
  there.pages["/today"] = () => new Promise((done) => (answer = () => done(page("Today"))));
  const { after } = visit(it, "/today");
  await new Promise((done) => setTimeout(done, 5));
  await it.forgetAccount("ada");
  answer();
  await after();
  assert.equal(await it.fact("account"), undefined);
  assert.deepEqual(await it.db.getAll("copies"), []);
});

for (const status of [404, 410]) {
  test(`of a page that is gone (${status}) no copy stays`, async () => {
    const [it, there] = await opened(page("Grace"));
    there.isThere = true;
    there.pages["/contacts/a"] = page("Not here", { keep: "", status });
    await visit(it, "/contacts/a").after();
    assert.equal(await isKept(it), false);
  });
}

test("an answer asked for earlier, that comes later, takes no newer one's place", async () => {
  const [it, there] = await opened(page("Newer"));
  await it.keepCopy("https://meet.example/contacts/a", page("Older"), Date.now() - 60_000);
  there.isThere = false;
  assert.match(await text(visit(it, "/contacts/a").seen), /Newer/);
});

test("a copy made while the clock was ahead gives way to the page as it is", async () => {
  const [it] = await opened(page("Before"));
  const [copy] = await it.db.getAll("copies");
  await it.db.put("copies", { ...copy, keptAt: Date.now() + 2 * 24 * 60 * 60 * 1000 });
  await it.keepCopy("https://meet.example/contacts/a", page("After"), Date.now());
  assert.match(await text(visit(it, "/contacts/a").seen), /After/);
});

test("a copy older than two weeks is not shown", async () => {
  const [it] = await opened(page("Grace"));
  const [copy] = await it.db.getAll("copies");
  await it.db.put("copies", { ...copy, keptAt: Date.now() - 14.1 * 24 * 60 * 60 * 1000 });
  await assert.rejects(visit(it, "/contacts/a").seen);
});

test("a copy is read also on a phone without room", async () => {
  const [it] = await opened(page("Grace"));
  it.db.put = async () => {
    throw new Error("QuotaExceededError");
  };
  assert.match(await text(visit(it, "/contacts/a").seen), /Grace/);
});
