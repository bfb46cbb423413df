/** A new version waits until somebody says yes, and never takes over where somebody is writing. */
self.addEventListener("message", (event) => {
  const { data, ports } = event;
  const reply = (value) => ports[0]?.postMessage(value);
  // A page that is looked at asks every few seconds, which costs next to nothing without a server.
  if (data === "drain") event.waitUntil(isServerThere().then((now) => now && drain({ now }).then(warm)));
  else if (data === "drain-now") event.waitUntil(drain({ now: true }).then(warm));
  else if (data === "waiting") event.waitUntil(waitingWork().then(reply));
  else if (data === "take-over") event.waitUntil(takeOver().then(reply));
});

/** What a page must know: how much waits, and what is in it, to show it where it will be. */
async function waitingWork() {
  const account = await fact("account");
  const ops = await opsOf(account || ((await fact("last-account")) ?? ""));
  const stuck = ops.filter((op) => op.state !== "queued").length;
  const shown = account ? ops.map(shownInPage) : [];
  return { account, count: ops.length, stuck, ops: shown };
}

function shownInPage({ key, url, entries, html, state }) {
  return { key, url, entries, isGiven: Boolean(html), isRefused: state !== "queued" && state !== "auth" };
}

async function takeOver() {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  // A tab that is frozen in the background says nothing, and may hold a half-written text.
  for (const window of windows) if (await isWriting(window, true)) return false;
  await self.skipWaiting();
  return true;
}
