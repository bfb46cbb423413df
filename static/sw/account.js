/** Whose phone this is: what is kept belongs to one account, and the next one finds nothing of it. */
const COPIES = "copies-";
let signedOutAt = 0;

/** Take from an answer who is signed in; another account, or none, empties this phone of copies. */
async function noteAccount(answer, askedAt) {
  const account = answer.headers.get("X-Account");
  // What was asked for before a sign-out says nothing about now.
  if (account === null || askedAt < signedOutAt) return;
  const before = await fact("account");
  if (account) await wakeUp(account);
  if (before === account) return;
  // Noted last: a worker that dies before has it all to do again.
  await forgetCopies(account);
  const { store, done } = (await memory()).transaction("facts", "readwrite");
  for (const name of ["warm", "warmed-at", "version", "next"]) store.delete(name);
  // Work that waits for a sign-in is still counted, so that it is not forgotten.
  if (account) store.put(account, "last-account");
  store.put(account, "account");
  await done;
  announce.postMessage({ account }); // an open page may have asked a moment too early
}

async function forgetCopies(account) {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(COPIES) && name !== COPIES + account);
  await Promise.all(others.map((name) => caches.delete(name)));
  const db = await memory();
  for (const copy of await db.getAll("copies")) {
    if (copy.account !== account) await db.delete("copies", copy.id);
  }
  const notices = (await self.registration.getNotifications?.()) ?? [];
  for (const notice of notices) notice.close();
}

/** Signing out: nothing of this account stays, neither copies nor work that was thrown away. */
async function forgetAccount(account) {
  signedOutAt = Date.now();
  await forgetCopies("");
  const db = await memory();
  for (const { seq } of await everyOpOf(account)) await db.delete("ops", seq);
  await db.clear("facts");
  announce.postMessage({ left: account });
  await self.navigator.clearAppBadge?.().catch(() => {});
  const subscription = await self.registration.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

/** What was still being kept while its owner signed out goes after the rest. */
async function forgetLate(since) {
  if (since < signedOutAt) await forgetCopies((await fact("account")) ?? "");
}
