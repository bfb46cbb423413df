/** What the worker remembers in IndexedDB: work that is not sent, which copies there are, facts. */
let opening;

/** Open the memory; one that was cleared or closed under our hands is opened anew. */
function memory() {
  opening ??= idb
    .openDB("common-ground", 1, {
      upgrade(db) {
        db.createObjectStore("ops", { keyPath: "seq", autoIncrement: true });
        db.createObjectStore("copies", { keyPath: "id" });
        db.createObjectStore("facts");
      },
      blocking: (_now, _wanted, { target }) => closeMemory(target),
      terminated: () => closeMemory(),
    })
    .catch((error) => {
      opening = undefined;
      throw error;
    });
  return opening;
}

function closeMemory(db) {
  db?.close();
  opening = undefined;
}

async function fact(name) {
  return (await memory()).get("facts", name);
}

/** Give whose phone this is: "" for nobody, and for a mentor, who has no account. */
async function owner() {
  return (await fact("account")) ?? "";
}

async function setFact(name, value) {
  await (await memory()).put("facts", value, name);
}

/** Remember facts of an account; false when another one is here meanwhile. */
async function setFactsOf(account, facts) {
  const { store, done } = (await memory()).transaction("facts", "readwrite");
  const isHere = (await store.get("account")) === account;
  if (isHere) for (const [name, value] of Object.entries(facts)) store.put(value, name);
  await done;
  return isHere;
}

// When each thing was written last, as far as this worker remembers.
const written = new Map();

/** What the server took from this phone makes older copies wrong. */
async function noteWritten({ things }) {
  const at = Date.now();
  for (const thing of things) written.set(thing, at);
  await setFact("written-at", at);
}

/** Give when that was, if the clock was right. */
async function lastWrite() {
  const at = (await fact("written-at")) ?? 0;
  return at > Date.now() ? 0 : at;
}

function pause(seconds) {
  return new Promise((done) => setTimeout(done, seconds * 1000));
}
