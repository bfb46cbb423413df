const assert = require("node:assert/strict");
const { test } = require("node:test");
const { phone, visit, submit, page, taken } = require("./phone.js");

const ID = "0192a000-0000-7000-8000-00000000000";
const TALK = `/interviews/${ID}a`;
const OTHER = `/interviews/${ID}b`;
const LISTS = ["/today", "/contacts"];

/** A server whose warm list and pages a test may change, and what was asked of it since it looked. */
function server() {
  const it = { isThere: true, pages: [...LISTS, TALK, OTHER], version: 1, asked: [], account: "ada" };
  const ask = async (path, request) => {
    const { account } = it;
    if (!it.isThere) throw new TypeError("Failed to fetch");
    await it.before?.(path);
    if (request.method === "POST") return (it.version += 1), taken();
    it.asked.push(path);
    if (path !== "/offline/pages") return page(`${path} ${it.version}`, { account });
    const list = { version: it.version, pages: it.pages, next: null };
    return Response.json(list, { headers: { "X-Account": account } });
  };
  return [it, ask];
}

async function warmed() {
  const [there, ask] = server();
  const it = phone(ask);
  const { after } = visit(it, "/today");
  await after();
  there.asked = [];
  return [there, it];
}

const pagesAsked = (there) => there.asked.filter((path) => path !== "/offline/pages");

/** What somebody without a network sees. */
async function unseen(there, it, path) {
  there.isThere = false;
  const html = await (await visit(it, path).seen).text();
  there.isThere = true;
  return html;
}

test("what is on the list is there without a visit", async () => {
  const [there, it] = await warmed();
  for (const path of there.pages) assert.ok((await unseen(there, it, path)).includes(`${path} 1`), path);
});

test("soon after a tick its page and the lists are as they are at the server", async () => {
  const [there, it] = await warmed();
  const { after } = await submit(it, `${TALK}/checklist/${ID}c`, { on: "1" });
  await after();
  for (const path of [...LISTS, TALK]) assert.ok((await unseen(there, it, path)).includes(`${path} 2`), path);
});

test("thirty ticks fetch what they change once, and nothing else", async () => {
  const [there, it] = await warmed();
  const work = [];
  for (let n = 0; n < 30; n += 1) work.push((await submit(it, `${TALK}/checklist/${ID}c`, { on: "1" })).after());
  await Promise.all(work);
  assert.deepEqual(pagesAsked(there), [...LISTS, TALK]);
  assert.ok(there.asked.length < 15, `${there.asked.length} requests`);
});

test("a talk that is booked while pages are being fetched is fetched too", async () => {
  const [there, it] = await warmed();
  const booked = `/interviews/${ID}d`;
  let booking;
  there.pages.push(`/interviews/${ID}e`);
  there.before = async (path) => {
    if (!path.endsWith("e") || booking) return;
    there.pages.push(booked);
    booking = submit(it, `/contacts/${ID}f/book`);
    await booking;
  };
  await it.warm();
  await (await booking).after();
  assert.ok(pagesAsked(there).includes(booked));
});

test("whoever signs in while the list is on its way is told nothing of it", async () => {
  const [there, it] = await warmed();
  let visiting;
  there.before = async (path) => {
    if (path !== "/offline/pages" || visiting) return;
    there.account = "bob";
    visiting = visit(it, "/today");
    while ((await it.fact("account")) !== "bob") await new Promise((done) => setTimeout(done, 1));
    there.isThere = false;
  };
  await it.warm();
  assert.equal(await it.fact("warm"), undefined);
  assert.equal(await it.fact("next"), undefined);
});

test("what waited and is sent at last is seen in the pages that it changes", async () => {
  const [there, it] = await warmed();
  there.isThere = false;
  await submit(it, `${TALK}/checklist/${ID}c`, { on: "1" });
  there.isThere = true;
  await visit(it, "/contacts").after();
  assert.ok((await unseen(there, it, TALK)).includes(`${TALK} 2`));
});

test("a copy from before one's own last change says so, until it is fetched anew", async () => {
  const [there, it] = await warmed();
  assert.match(await unseen(there, it, "/contacts"), /data-said="kept"/);
  const { after } = await submit(it, `/contacts/${ID}f/edit`, { name: "Grace" });
  assert.match(await unseen(there, it, "/contacts"), /data-said="behind"/);
  await after(); // found no network meanwhile
  await it.warm();
  assert.match(await unseen(there, it, "/contacts"), /data-said="kept"/);
});
