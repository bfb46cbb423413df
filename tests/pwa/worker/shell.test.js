const assert = require("node:assert/strict");
const { test } = require("node:test");
const { phone } = require("./phone.js");

const style = (build) => `https://meet.example/static/app.css?v=${build}`;

/** A phone on which shells were kept one after the other, "b" the last, and no network. */
async function updated(...builds) {
  const it = phone(async () => {
    throw new TypeError("Failed to fetch");
  });
  for (const build of builds) await (await it.caches.open(`shell-${build}`)).put(style(build), new Response(build));
  await it.caches.open("copies-ada");
  const work = [];
  for (const listener of it.listeners.activate) listener({ waitUntil: (promise) => work.push(promise) });
  await Promise.all(work);
  return it;
}

/** Give what a page gets of a style: undefined when the worker leaves it to the browser. */
async function styled(it, address) {
  let answer;
  const asking = { request: new Request(address), respondWith: (given) => (answer = given), waitUntil() {} };
  for (const listener of it.listeners.fetch) listener(asking);
  return (await answer)?.text();
}

test("a copy from before an update has the styles of its day", async () => {
  const it = await updated("old", "b");
  assert.equal(await styled(it, style("old")), "old");
  assert.equal(await styled(it, style("b")), "b");
});

test("what is no style or script of ours is left to the browser", async () => {
  const it = await updated("b");
  assert.equal(await styled(it, "https://meet.example/contacts/table.csv"), undefined);
  assert.equal(await styled(it, "https://else.example/static/app.css?v=b"), undefined);
});

test("shells do not pile up, and copies of pages are none", async () => {
  const it = await updated("first", "second", "third", "b");
  assert.deepEqual(await it.caches.keys(), ["shell-second", "shell-third", "shell-b", "copies-ada"]);
});
