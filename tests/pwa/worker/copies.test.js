const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, plain } = require("./parts.js");

const self = { location: { origin: "https://meet.example" } };
const { surplus, addressOf, isWorthListing, MOST_COPIES } = parts(
  ["rules", "copies"],
  ["surplus", "addressOf", "isWorthListing", "MOST_COPIES"],
  { answerers: [], self },
);
const DAY = 24 * 60 * 60 * 1000;
const copy = (address, keptAt, usedAt = keptAt) => ({ address, keptAt, usedAt });

test("what is older than two weeks goes, however often it was read", () => {
  const old = copy("/a", 0, 15 * DAY);
  assert.deepEqual(plain(surplus([old, copy("/b", 2 * DAY)], ["/a"], 15 * DAY)), [old]);
});

const many = (count) => Array.from({ length: count }, (_, n) => copy(`/${n}`, DAY, DAY + n));
const gone = (copies, warmed) => plain(surplus(copies, warmed, DAY)).map((one) => one.address);

test("beyond what there is room for, those unread for longest go, and the warm ones stay", () => {
  const ten = [...Array(10).keys()].map((n) => `/${n + 2}`);
  assert.deepEqual(gone(many(MOST_COPIES + 10), ["/0", "/1"]).sort(), ten.sort());
});

test("of more warm ones than there is room for, the first of their list stay", () => {
  const copies = many(MOST_COPIES + 2);
  const warmed = copies.map((one) => one.address);
  assert.deepEqual(gone(copies.reverse(), warmed).sort(), warmed.slice(-2));
});

test("how a page was come to is no part of it", () => {
  assert.equal(addressOf("https://meet.example/today?from=home-screen"), "/today");
  assert.equal(addressOf("https://meet.example/contacts/new?fields=1&kept=x"), "/contacts/new?fields=1");
});

test("the offline page lists pages to read, not forms", () => {
  assert.ok(isWorthListing({ address: "/contacts/0192a000-0000-7000-8000-00000000000a" }));
  assert.ok(isWorthListing({ address: "/contacts/new" }));
  for (const address of ["/contacts/x/edit", "/contacts?q=a", "/interviews/x/call", "/offline/book"]) {
    assert.ok(!isWorthListing({ address }), address);
  }
});
