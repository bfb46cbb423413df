/** A phone that sends, and a server that answers as a test tells it. */
const { phone, post, taken } = require("./phone.js");

const PEOPLE = ["a", "b", "c", "d"].map((end) => `/contacts/0192a000-0000-7000-8000-00000000000${end}`);
const touch = (person, note, more) => [`${PEOPLE[person]}/touches`, { kind: "phone", note, ...more }];
const TOUCH = (...one) => post(...touch(...one));
const PAGE = { "Content-Type": "text/html; charset=utf-8" };

/** A server that a test may take away, that keeps what it was sent and answers as it is told. */
function server({ isThere = true, ...rest } = {}) {
  const it = { isThere, came: [], answer: () => taken(), ...rest };
  const ask = async (path, request) => {
    if (!it.isThere) throw new TypeError("Failed to fetch");
    if (path === "/healthz") return new Response("{}");
    const fields = new URLSearchParams(await new Response(request.body).text());
    const answer = await it.answer(fields.get("note"), path);
    it.came.push(fields.get("note"));
    return answer;
  };
  return [it, ask];
}

async function signedIn(ask, db) {
  const it = phone(ask, db);
  await it.setFact("account", "ada");
  return it;
}

async function written(it, ...notes) {
  for (const [person, note] of notes) await it.send(TOUCH(person, note));
}

const waiting = async (it) => (await it.opsOf("ada")).map(({ entries }) => Object.fromEntries(entries).note);

module.exports = { PEOPLE, PAGE, TOUCH, touch, server, signedIn, written, waiting };
