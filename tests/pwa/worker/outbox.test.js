const assert = require("node:assert/strict");
const { test } = require("node:test");
const { phone, post, taken } = require("./phone.js");
const { PAGE, TOUCH, server, signedIn, written, waiting } = require("./sending.js");

test("what was written without a signal lands once, in the order in which it was written", async () => {
  const [there, ask] = server({ isThere: false });
  const it = await signedIn(ask);
  await written(it, [0, "1"], [1, "2"], [0, "3"], [2, "4"]);
  assert.deepEqual(await waiting(it), ["1", "2", "3", "4"]);
  there.isThere = true;
  await it.drain({ now: true });
  assert.deepEqual(there.came, ["1", "2", "3", "4"]);
  assert.deepEqual(await waiting(it), []);
});

for (const dropped of [2, 5]) test(`nothing overtakes what is dropped ${dropped} times by a line that has just come back`, async () => {
  const [there, ask] = server({ isThere: false });
  const it = await signedIn(ask);
  await written(it, [0, "1"], [1, "2"], [2, "3"]);
  there.isThere = true;
  let drops = dropped;
  there.answer = () => {
    if ((drops -= 1) >= 0) throw new TypeError("Failed to fetch");
    return taken();
  };
  await it.drain({ now: true });
  assert.deepEqual(there.came, ["1", "2", "3"]);
});

test("a page that asks every few seconds sends nothing past what was tried before it", async () => {
  const [there, ask] = server({ isThere: false });
  const it = await signedIn(ask);
  await written(it, [0, "1"], [1, "2"], [2, "3"]);
  await it.drain({ now: true });
  there.isThere = true;
  await it.drain();
  assert.deepEqual(there.came, []);
  await it.drain({ now: true });
  assert.deepEqual(there.came, ["1", "2", "3"]);
});

test("without a signal the first is tried, and then nothing more is asked of the battery", async () => {
  const [, ask] = server({ isThere: false });
  let asked = 0;
  const it = await signedIn((path, request) => {
    asked += 1;
    return ask(path, request);
  });
  await written(it, ...Array.from({ length: 30 }, (_, n) => [n % 4, `${n}`]));
  asked = 0;
  await it.drain({ now: true });
  assert.ok(asked <= 4, `${asked} requests`);
  assert.equal((await waiting(it)).length, 30);
});

test("what cannot be sent though the server is there lets the others go, but nothing on the same person", async () => {
  const [there, ask] = server({ isThere: false });
  const it = await signedIn(ask);
  await written(it, [0, "stuck"], [1, "2"], [0, "3"], [2, "4"]);
  there.isThere = true;
  there.answer = (note) => {
    if (note === "stuck") throw new TypeError("Failed to fetch");
    return taken();
  };
  await it.drain({ now: true });
  assert.deepEqual(there.came, ["2", "4"]);
  assert.deepEqual(await waiting(it), ["stuck", "3"]);
});

for (const status of [401, 403, 404, 409, 412, 413, 422, 425, 429, 500, 503, 507]) {
  test(`after a ${status} it is still there`, async () => {
    const [there, ask] = server({ isThere: false });
    const it = await signedIn(ask);
    await written(it, [0, "1"]);
    there.isThere = true;
    there.answer = () => new Response("<h1>No</h1>", { status });
    await it.drain({ now: true });
    assert.deepEqual(await waiting(it), ["1"]);
  });
}

test("two on one person go one after the other, however long the first is on its way", async () => {
  const [there, ask] = server();
  const it = await signedIn(ask);
  let arrive;
  there.answer = (note) => {
    const answer = taken();
    return note === "slow" ? new Promise((done) => (arrive = () => done(answer))) : answer;
  };
  const first = it.send(TOUCH(0, "slow"));
  await it.send(TOUCH(0, "after it"));
  await it.send(TOUCH(1, "another person"));
  assert.deepEqual(there.came, ["another person"]);
  assert.deepEqual(await waiting(it), ["after it"]);
  arrive();
  await first;
  await it.drain({ now: true });
  assert.deepEqual(there.came, ["another person", "slow", "after it"]);
});

test("what is on its way waits for nothing, and is told to nobody", async () => {
  const [there, ask] = server();
  const it = await signedIn(ask);
  let seen;
  there.answer = async () => {
    seen = await waiting(it);
    return taken();
  };
  await written(it, [0, "1"]);
  assert.deepEqual(seen, []);
  assert.deepEqual(it.told, []);
});

test("a worker that dies while it sends leaves the work to the next one, under the same key", async () => {
  const keys = [];
  const never = (path, { headers, body }) => new Promise((_done, fail) => {
    if (path === "/healthz") fail(new TypeError("Failed to fetch"));
    else new Response(body).text().then((text) => keys.push(new URLSearchParams(text).get("idempotency_key")));
  });
  const dying = await signedIn(never);
  dying.send(TOUCH(0, "on a train"));
  while (!keys.length) await new Promise((done) => setTimeout(done, 5));
  const [there, ask] = server();
  const next = await signedIn((path, request) => {
    if (request.headers?.["Idempotency-Key"]) keys.push(request.headers["Idempotency-Key"]);
    return ask(path, request);
  }, dying.db);
  assert.deepEqual(await waiting(next), ["on a train"]);
  await next.drain({ now: true });
  assert.deepEqual(there.came, ["on a train"]);
  assert.equal(keys[1], keys[0]);
});

test("the same tap twice is sent twice under one key, and kept once", async () => {
  const [there, ask] = server({ isThere: false });
  const it = await signedIn(ask);
  const tap = TOUCH(0, "1");
  await Promise.all([it.send(tap.clone()), it.send(tap.clone())]);
  assert.deepEqual(await waiting(it), ["1"]);
  there.isThere = true;
  await it.drain({ now: true });
  assert.deepEqual(there.came, ["1"]);
});

test("a phone without room still sends what it can", async () => {
  const [there, ask] = server();
  const it = await signedIn(ask);
  it.db.isFull = true;
  const answer = await it.send(TOUCH(0, "1"));
  assert.equal(answer.status, 204);
  assert.deepEqual(there.came, ["1"]);
});

test("what another site lets a browser send is left to the server, which refuses it", async () => {
  const [, ask] = server({ isThere: false });
  const it = await signedIn(ask);
  for (const referrer of ["https://elsewhere.example/", "", "about:client", "https://meet.example.elsewhere.example/"]) {
    assert.equal(it.send(TOUCH(0, "forged"), referrer), undefined);
  }
  assert.deepEqual(await waiting(it), []);
});

test("what is thrown away while it is being sent does not come back", async () => {
  const [there, ask] = server({ isThere: false });
  const it = await signedIn(ask);
  await written(it, [0, "thrown away"]);
  there.isThere = true;
  there.answer = async () => {
    for (const op of await it.opsOf("ada")) await it.dropOp(op);
    throw new TypeError("Failed to fetch");
  };
  await it.drain({ now: true });
  assert.deepEqual(await waiting(it), []);
});

test("what is mended takes the place of the other, and what was written after it still follows", async () => {
  const [there, ask] = server({ isThere: false });
  const it = await signedIn(ask);
  await written(it, [0, "Jakson"], [0, "a talk with her"]);
  const [{ key: mended }] = await it.opsOf("ada");
  await it.send(TOUCH(0, "Jackson", { mended }));
  there.isThere = true;
  await it.drain({ now: true });
  assert.deepEqual(there.came, ["Jackson", "a talk with her"]);
});

test("what is mended while the other is being sent is neither lost nor taken back by it", async () => {
  const [there, ask] = server({ isThere: false });
  const it = await signedIn(ask);
  await written(it, [0, "Jakson"]);
  const [{ key: mended }] = await it.opsOf("ada");
  there.isThere = true;
  there.answer = async (note) => {
    if (note === "Jackson") throw new TypeError("Failed to fetch");
    await it.send(TOUCH(0, "Jackson", { mended }));
    return taken();
  };
  await it.drain({ now: true });
  assert.deepEqual(await waiting(it), ["Jackson"]);
});

test("a queue that meets another's sign-in waits for its own", async () => {
  const [there, ask] = server({ isThere: false });
  const it = await signedIn(ask);
  await written(it, [0, "Ada's"]);
  there.isThere = true;
  there.answer = () => new Response("<h1>Not yours</h1>", { status: 403, headers: { ...PAGE, "X-Account": "bob" } });
  await it.drain({ now: true });
  assert.equal((await it.opsOf("ada"))[0].state, "auth");
});

test("what a mentor writes waits too, though they have no account", async () => {
  const [there, ask] = server({ isThere: false });
  const it = phone(ask);
  await it.send(TOUCH(0, "Ask about maps first", { account: "" }));
  assert.equal((await it.opsOf("")).length, 1);
  there.isThere = true;
  await it.drain({ now: true });
  assert.deepEqual(there.came, ["Ask about maps first"]);
});

test("a phone whose memory fails still sends", async () => {
  const [there, ask] = server();
  const fails = () => Promise.reject(new Error("InvalidStateError"));
  const broken = { getAll: fails, get: fails, add: fails, put: fails, delete: fails, transaction: fails };
  const it = phone(ask, broken);
  assert.equal((await it.send(TOUCH(0, "1"))).status, 204);
  assert.deepEqual(there.came, ["1"]);
});

test("whoever throws away what is being sent just then is told that it is saved", async () => {
  const [there, ask] = server({ isThere: false });
  const it = await signedIn(ask);
  await written(it, [0, "1"]);
  const [{ key }] = await it.opsOf("ada");
  const dropping = () => it.carryOut({}, post("/waiting", { drop: key }));
  there.isThere = true;
  let dropped;
  there.answer = () => ((dropped = dropping()), taken());
  await it.drain({ now: true });
  assert.equal((await dropped).headers.get("Location"), "/waiting?late");
  assert.deepEqual(there.came, ["1"]);
});

test("a tap that was refused has nothing to compare: its page is opened", async () => {
  const [, ask] = server();
  const it = await signedIn(ask);
  const tap = { key: "k", url: "/t", page: "/interviews/a", entries: [["on", "1"]], state: "conflict", status: 409, at: 1 };
  const { untaken, conflict, mend, mendable } = it.shownOp(tap);
  assert.deepEqual([untaken, conflict, mend, mendable], [true, undefined, "/interviews/a", true]);
  const written = it.shownOp({ ...tap, entries: [["note", "Clocks"]] });
  assert.deepEqual([written.untaken, written.conflict, written.mend], [undefined, true, "/interviews/a?mend=k"]);
});
