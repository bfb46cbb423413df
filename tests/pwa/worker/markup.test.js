const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts } = require("./parts.js");

const { filled, forAccount, titleOf, withFreshKeys, datedCopy, saidTime } = parts(
  ["rules", "markup"],
  ["filled", "forAccount", "titleOf", "withFreshKeys", "datedCopy", "saidTime"],
);
const OLD = "0192a000-0000-7000-8000-00000000000a";

test("parts are shown, repeated or left out", () => {
  const page = "<!--if some-->[<!--if op-->__WHAT__;<!--end op-->]<!--end some--><!--if none-->nothing<!--end none-->";
  assert.equal(filled(page, { some: true, op: [{ what: "a" }, { what: "b" }] }), "[a;b;]");
  assert.equal(filled(page, { none: true }), "nothing");
});

test("whatever was typed stays text, even when it looks like a part of the page", () => {
  const typed = '<b onclick="x">__KEY__</b><!--if none-->$&';
  assert.equal(
    filled("<!--if op--><p>__WHAT__</p>__KEY__<!--end op-->", { op: [{ what: typed, key: "k" }] }),
    "<p>&lt;b onclick=&quot;x&quot;&gt;__KEY__&lt;/b&gt;&lt;!--if none--&gt;$&amp;</p>k",
  );
});

test("a blank that nobody fills stays", () => assert.equal(filled("__WHEN__", {}), "__WHEN__"));

test("a kept page says whose it is and how old", () => {
  assert.equal(forAccount('<html data-account="">', "a1"), '<html data-account="a1">');
  const dated = '<html data-kept="1970-01-01T00:00:00.000Z" data-said="kept" lang="en">';
  assert.equal(datedCopy('<html lang="en">', 0, "kept"), dated);
});

test("a title is shown as the page has it", () => {
  const title = titleOf("<title>Grace &amp; &#34;Ben&#34; · Common Ground</title>");
  assert.equal(filled("<b>__TITLE__</b>", { title }), "<b>Grace &amp; &#34;Ben&#34;</b>");
});

test("what a copy would make has another id each time, and an edit keeps what it is of", () => {
  const form = (rev) =>
    `<input type="hidden" name="id" value="${OLD}">\n<input type="hidden" name="rev" value="${rev}">\n` +
    `<input type="hidden" name="idempotency_key" value="${OLD}">`;
  let number = 0;
  const fresh = (html) => withFreshKeys(html, () => `n${(number += 1)}`);
  assert.match(fresh(form("")), /name="id" value="n1".*name="idempotency_key" value="n2"/s);
  assert.match(fresh(form("7")), /name="id" value="0192a.*name="idempotency_key" value="n3"/s);
  const named = `<input type="hidden" name="name_id" value="${OLD}"><input type="hidden" name="promise_id" value="${OLD}">`;
  assert.match(fresh(named), /name="name_id" value="n4".*name="promise_id" value="n5"/s);
});

test("a weekday is said as long as it is clear which one, then the day", () => {
  const hours = 60 * 60 * 1000;
  assert.match(saidTime(Date.now() - 5 * 24 * hours, "en"), /^[A-Z][a-z]+day\b/);
  assert.match(saidTime(Date.now() - 7 * 24 * hours, "en"), /^[A-Z][a-z]+ \d+\b/);
});
