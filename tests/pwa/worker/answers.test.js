/** What an answer to a page's own form does to what was written down before it was sent. */
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { form, page, taken, visit } = require("./phone.js");
const { PAGE, TOUCH, touch, server, signedIn, waiting } = require("./sending.js");

const NO = "<h1>No</h1>";
const OURS = { ...PAGE, "X-Account": "ada" };
const answering = (body, status, headers) => () => new Response(body, { status, headers });

for (const status of [403, 404, 410, 413, 429, 520]) {
  test(`a page that only says ${status} takes nothing along with it`, async () => {
    const [there, ask] = server();
    const it = await signedIn(ask);
    there.answer = () => new Response(NO, { status, headers: PAGE });
    const answer = await it.send(form(...touch(0, "typed")));
    assert.match(answer.headers.get("Location"), /^\/waiting\?kept=/);
    assert.deepEqual(await waiting(it), ["typed"]);
  });
}

test("a page that holds the form again holds the text", async () => {
  const [there, ask] = server();
  const it = await signedIn(ask);
  const html = '<form><input name="idempotency_key">typed</form>';
  there.answer = () => new Response(html, { status: 422, headers: PAGE });
  const answer = await it.send(form(...touch(0, "typed")));
  assert.equal(await answer.text(), html);
  assert.deepEqual(await waiting(it), []);
});

test("what was written in the page of one who is not signed in any more waits for them", async () => {
  const [there, ask] = server();
  const it = await signedIn(ask);
  there.answer = () => new Response("<h1>Not yours</h1>", { status: 403, headers: { ...PAGE, "X-Account": "bob" } });
  assert.equal((await it.send(form(...touch(0, "Ada's")))).status, 403);
  const [op] = await it.opsOf("ada");
  assert.equal(op.state, "auth");
});

test("a page from something on the way is no answer to a form", async () => {
  const [there, ask] = server({ answer: answering("<h1>Pay for the network here</h1>", 200, PAGE) });
  const it = await signedIn(ask);
  const answer = await it.send(form(...touch(0, "typed")));
  assert.match(answer.headers.get("Location"), /^\/waiting\?kept=/);
  there.answer = () => taken();
  await it.drain({ now: true });
  assert.deepEqual([there.came, await waiting(it)], [["typed", "typed"], []]);
});

test("a page of ours that answers a form has taken it", async () => {
  const [, ask] = server({ answer: answering("<p>Here it is</p>", 200, OURS) });
  const it = await signedIn(ask);
  assert.equal((await it.send(form(...touch(0, "typed")))).status, 200);
  assert.deepEqual(await waiting(it), []);
});

test("a receipt that does not say whose it is comes from something on the way", async () => {
  const [, ask] = server({ answer: answering(null, 204) });
  const it = await signedIn(ask);
  await it.send(TOUCH(0, "typed"));
  await it.drain({ now: true });
  assert.deepEqual(await waiting(it), ["typed"]);
});

test("going back to what a form was answered with leads to the form, and sends nothing again", async () => {
  const [there, ask] = server();
  const it = await signedIn(ask);
  const request = form(...touch(0, "typed"));
  Object.defineProperty(request, "isHistoryNavigation", { value: true });
  const answer = await it.send(request, "https://meet.example/contacts/new?fields=1");
  assert.equal(answer.headers.get("Location"), "/contacts/new?fields=1");
  assert.deepEqual([there.came, await waiting(it)], [[], []]);
});

for (const [status, state] of [[200, "queued"], [403, "rejected"], [404, "rejected"], [408, "queued"], [409, "conflict"], [429, "queued"], [507, "queued"], [520, "queued"]]) {
  test(`a tap that something on the way answers with ${status} is kept, and its page is given nothing to show`, async () => {
    const [, ask] = server({ answer: answering(NO, status, PAGE) });
    const it = await signedIn(ask);
    const answer = await it.send(TOUCH(0, "typed"));
    assert.deepEqual([answer.status, await answer.text()], [204, ""]);
    const [op] = await it.opsOf("ada");
    assert.equal(op.state, state);
    assert.deepEqual(it.told.filter(({ kept, changed }) => op.key === (kept ?? changed)).length, 1);
    assert.equal(it.told.some(({ kept }) => kept === op.key), state === "queued", "it is sent by itself");
  });
}

for (const status of [404, 409, 422]) {
  test(`a tap that the server itself refuses with ${status} is said on its page`, async () => {
    const [, ask] = server({ answer: answering(NO, status, OURS) });
    const it = await signedIn(ask);
    assert.equal(await (await it.send(TOUCH(0, "typed"))).text(), NO);
    assert.deepEqual(await waiting(it), []);
  });
}

test("a tap in the page of one who is not signed in any more waits for them", async () => {
  const [, ask] = server({ answer: answering(NO, 403, { ...PAGE, "X-Account": "bob" }) });
  const it = await signedIn(ask);
  assert.equal((await it.send(TOUCH(0, "Ada's"))).status, 204);
  assert.equal((await it.opsOf("ada"))[0].state, "auth");
});

for (const path of ["", "?fields=1"]) {
  test(`what waits for a sign-in and is saved after it goes at once, and once (${path || "plain"})`, async () => {
    const [there, ask] = server({ answer: answering("<h1>Sign in</h1>", 401, { ...PAGE, "X-Account": "" }) });
    const it = await signedIn(ask);
    const [address, fields] = touch(0, "typed", { idempotency_key: "0192a000-0000-7000-8000-0000000000ff" });
    assert.equal((await it.send(form(address + path, fields))).status, 401);
    assert.equal((await it.opsOf("ada"))[0].state, "auth");
    there.answer = () => taken();
    await it.send(form(address, fields));
    assert.deepEqual([there.came, await waiting(it)], [["typed", "typed"], []]);
  });
}

/** A phone whose form was answered by being led on, by whomever. */
async function ledOn() {
  const [there, ask] = server({ answer: () => Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" }) });
  const it = await signedIn(async (path, request) => (request.method === "POST" ? ask(path, request) : there.page.clone()));
  await it.send(form(...touch(0, "typed")));
  return [there, it, async () => (await it.db.getAll("ops")).length];
}

test("what was led on is let go of when a page of ours follows, and counts as waiting no more", async () => {
  const [there, it, kept] = await ledOn();
  assert.deepEqual([await waiting(it), await kept()], [[], 1]);
  there.page = page("Grace");
  await visit(it, "/contacts/a").after();
  assert.equal(await kept(), 0);
  assert.deepEqual(there.came, ["typed"]);
});

test("what something on the way has led elsewhere is sent again", async () => {
  const [there, it, kept] = await ledOn();
  there.page = new Response("<h1>Pay for the network here</h1>", { headers: PAGE });
  await visit(it, "/gate").after();
  assert.equal(await kept(), 1);
  const [op] = await it.db.getAll("ops");
  await it.db.put("ops", { ...op, ledAt: op.ledAt - 20_000 });
  assert.deepEqual(await waiting(it), ["typed"]);
  there.answer = () => taken();
  there.page = page("Grace");
  await visit(it, "/contacts/a").after();
  assert.deepEqual([there.came, await kept()], [["typed", "typed"], 0]);
});
