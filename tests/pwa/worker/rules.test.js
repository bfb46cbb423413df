const crypto = require("node:crypto");
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { parts, plain } = require("./parts.js");

const rules = parts(
  ["rules"],
  ["opOf", "verdictOf", "pauseAfter", "sendable", "textsOf", "whatOf", "isSameForm", "startAfresh", "NEVER_KEPT"],
);
const ADA = "0192a000-0000-7000-8000-00000000000a";
const BEN = "0192a000-0000-7000-8000-00000000000b";
const TALK = "0192a000-0000-7000-8000-00000000000c";

function op(address, fields = {}, more = {}) {
  const entries = Object.entries({ idempotency_key: crypto.randomUUID(), account: "aa", ...fields });
  const made = rules.opOf(`https://meet.example${address}`, entries, { account: "bb", page: "/today", at: 1, key: "k" });
  return { ...made, ...more };
}

test("a form is bound to the account in whose page it was written, else to who is signed in", () => {
  assert.equal(op("/contacts/new").account, "aa");
  assert.equal(op("/contacts/new", { account: "" }).account, "bb");
});

test("a form without a key gets one", () => {
  assert.equal(op("/contacts/new", { idempotency_key: "" }).key, "k");
});

test("work is about every id in its address and its fields, but not about its key", () => {
  assert.deepEqual(plain(op(`/contacts/${ADA}/book`, { id: TALK }).things), [ADA, TALK]);
  assert.deepEqual(plain(op(`/contacts/${ADA}/links/new`, { other: BEN }).things), [ADA, BEN]);
  assert.deepEqual(plain(op("/me/story").things), ["/me/story"]);
});

test("only a form for something new makes a thing", () => {
  assert.equal(op("/contacts/new", { id: ADA, rev: "" }).makes, ADA);
  assert.equal(op(`/contacts/${ADA}/edit`, { id: BEN, rev: "3" }).makes, "");
});

const answer = (status, headers = {}, type = "basic") => ({ status, type, headers: new Headers(headers) });
const PAGE = { "Content-Type": "text/html; charset=utf-8" };
const OURS = { "X-Account": "" };
for (const [what, given, verdict] of [
  ["204", answer(204, OURS), "done"],
  ["200 without a page", answer(200, OURS), "done"],
  ["201", answer(201, OURS), "done"],
  ["a replayed 204", answer(204, { ...OURS, "Idempotency-Replayed": "true" }), "done"],
  ["200 with a page, which is a question", answer(200, { ...PAGE, ...OURS }), "rejected"],
  ["200 with a page that is not ours", answer(200, PAGE), "retry"],
  ["204 from something on the way", answer(204), "retry"],
  ["401", answer(401), "auth"],
  ["a redirect, to the sign-in", answer(0, {}, "opaqueredirect"), "auth"],
  ["403", answer(403), "rejected"],
  ["404", answer(404), "rejected"],
  ["408", answer(408), "retry"],
  ["409 still in flight", answer(409, { "Retry-After": "1" }), "retry"],
  ["409", answer(409), "conflict"],
  ["410", answer(410), "rejected"],
  ["412", answer(412), "conflict"],
  ["413", answer(413), "rejected"],
  ["422", answer(422), "rejected"],
  ["425", answer(425), "retry"],
  ["429", answer(429), "retry"],
  ["500", answer(500), "retry"],
  ["502", answer(502), "retry"],
  ["503", answer(503), "retry"],
  ["507", answer(507), "retry"],
]) {
  test(`${what} means: ${verdict}`, () => assert.equal(rules.verdictOf(given), verdict));
}

test("each status from 100 to 599 has a verdict, and only a 2xx is a receipt", () => {
  for (let status = 100; status < 600; status += 1) {
    const verdict = rules.verdictOf(answer(status, OURS));
    assert.ok(["done", "retry", "auth", "conflict", "rejected"].includes(verdict));
    assert.equal(verdict === "done", status >= 200 && status < 300);
  }
});

test("pauses double up to a quarter of an hour, and are never shorter than the server asks for", () => {
  assert.deepEqual([1, 2, 3, 9, 40].map((tries) => rules.pauseAfter(tries)), [5, 10, 20, 900, 900]);
  assert.equal(rules.pauseAfter(1, "60"), 60);
  assert.equal(rules.pauseAfter(1, "86400"), 3600);
  assert.equal(rules.pauseAfter(1, "Thu, 26 Nov 2026 12:00:00 GMT"), 5);
});

test("work on one thing goes in order, and what is stuck holds up nothing else", () => {
  const edit = op(`/contacts/${ADA}/edit`, { rev: "1" }, { next: 99 });
  const touch = op(`/contacts/${ADA}/touches`);
  const other = op(`/contacts/${BEN}/touches`);
  assert.deepEqual(plain(rules.sendable([edit, touch, other], 1)), plain([other]));
  assert.deepEqual(plain(rules.sendable([edit, touch, other], 99)), plain([edit, touch, other]));
});

test("what was put off by a clock that was ahead is sent all the same", () => {
  const days = op(`/contacts/${ADA}/edit`, { rev: "1" }, { next: 2 * 24 * 3600 * 1000 });
  const soon = op(`/contacts/${BEN}/edit`, { rev: "1" }, { next: 3600 * 1000 });
  assert.deepEqual(plain(rules.sendable([days, soon], 1)), plain([days]));
});

test("a booking waits for the person it is with, and goes once that one is made", () => {
  const made = op("/contacts/new", { id: ADA, rev: "" }, { state: "rejected" });
  const booked = op(`/contacts/${ADA}/book`, { id: TALK, rev: "" });
  assert.deepEqual(plain(rules.sendable([made, booked], 1)), []);
  assert.deepEqual(plain(rules.sendable([booked], 1)), plain([booked]));
});

test("a conflict waits for a person, and a later touch does not wait for it", () => {
  const edit = op(`/contacts/${ADA}/edit`, { rev: "1" }, { state: "conflict" });
  const touch = op(`/contacts/${ADA}/touches`, { id: BEN });
  assert.deepEqual(plain(rules.sendable([edit, touch], 1)), plain([touch]));
});

test("nothing of one thing ever overtakes earlier work that is still to go", () => {
  let seed = 7;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const ids = [ADA, BEN, TALK];
  for (let round = 0; round < 2000; round += 1) {
    const ops = Array.from({ length: 1 + random(8) }, (_, seq) =>
      op(`/contacts/${ids[random(3)]}/touches`, random(2) ? { other: ids[random(3)] } : {}, {
        seq,
        next: random(3),
        state: ["queued", "queued", "auth", "conflict", "rejected"][random(5)],
      }),
    );
    const going = rules.sendable(ops, 1);
    for (const one of going) {
      const before = ops.filter((each) => each.seq < one.seq && ["queued", "auth"].includes(each.state));
      const related = before.filter((each) => each.things.some((thing) => one.things.includes(thing)));
      assert.ok(related.every((each) => going.includes(each)));
    }
    const idle = ops.filter((each) => each.state === "queued" && each.next <= 1 && !going.includes(each));
    for (const one of idle) assert.ok(ops.some((each) => each.seq < one.seq && !going.includes(each)));
  }
});

test("what a person typed is shown, and nothing else", () => {
  const typed = op("/contacts/new", { id: ADA, name: "Grace", note: "Clocks", what: "Grace", kind: "phone" });
  assert.deepEqual(plain(rules.textsOf(typed)), ["Grace", "Clocks"]);
  assert.deepEqual(plain(rules.textsOf(op("/s", { stage: "talked", says: "{}" }))), ["talked"]);
  const chosen = op("/s", { stage: "talked", note: "constructor", says: '{"talked":"We talked"}' });
  assert.deepEqual(plain(rules.textsOf(chosen)), ["We talked", "constructor"]);
  assert.equal(rules.whatOf(typed), "Grace");
  assert.equal(rules.whatOf(op("/me/story", { text: "So" })), "So");
  assert.equal(rules.whatOf(op(`/contacts/${ADA}/follow-up`, { on: "1" })), `/contacts/${ADA}/follow-up`);
});

test("a tap done twice is one, and another text under the same key makes a thing of its own", () => {
  const first = op("/contacts/new", { id: ADA, rev: "", idempotency_key: BEN, name: "Grace" });
  const again = { ...first };
  const other = op("/contacts/new", { id: ADA, rev: "", idempotency_key: BEN, name: "Annie" });
  assert.ok(rules.isSameForm(first, again));
  const early = op("/contacts/new", { id: ADA, rev: "", idempotency_key: BEN, name: "Grace", what: "Grace", says: "{}" });
  assert.ok(rules.isSameForm(first, early), "tapped once before its page's script was there");
  assert.ok(!rules.isSameForm(first, other));
  assert.ok(rules.isSameForm(first, { ...first, url: "/contacts/new?fields=1" }), "however its page was come to");
  let number = 0;
  const fresh = plain(rules.startAfresh(other, () => `fresh-${(number += 1)}`));
  assert.equal(fresh.key, "fresh-1");
  assert.equal(fresh.makes, "fresh-2");
  assert.deepEqual(fresh.things, ["fresh-2"]);
  assert.equal(Object.fromEntries(fresh.entries).name, "Annie");
  assert.equal(Object.fromEntries(fresh.entries).id, "fresh-2");
});

test("passwords, sign-ins and subscriptions are never kept", () => {
  for (const path of ["/sign-in", "/sign-up/x", "/sign-out", "/me/password", "/push/shown", "/me/invite", "/waiting"]) {
    assert.match(path, rules.NEVER_KEPT);
  }
  for (const path of ["/contacts/new", "/me/story", "/me/settings", `/reminders/${ADA}/done`]) {
    assert.doesNotMatch(path, rules.NEVER_KEPT);
  }
});

test("what was never saved is not said to have been changed somewhere else", () => {
  const self = { location: { origin: "https://meet.example" } };
  const { shownOp } = parts(["rules", "markup", "waiting"], ["shownOp"], { answerers: [], self });
  const refused = { state: "conflict", status: 409 };
  const made = shownOp(op("/contacts/new", { id: ADA, rev: "", name: "Grace" }, refused), "en");
  const edited = shownOp(op(`/contacts/${ADA}/edit`, { rev: "3", note: "Clocks" }, refused), "en");
  assert.deepEqual([made.rejected, made.conflict, made.plain], [true, undefined, true]);
  assert.deepEqual([edited.rejected, edited.conflict, edited.plain], [undefined, true, false]);
});
