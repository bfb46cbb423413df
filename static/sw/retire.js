/**
 * Instead of the copies, when the operator turns offline work off (NETPWA_OFFLINE=off): what waits
 * is still shown, can be saved as a file and is sent; then nothing is kept but how to show a notice.
 */
const WARM_LIST = "/offline/pages";
const pageOrCopy = ({ request }) => fetch(request);
const warm = retire;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(forgetCopies("").then(retire)));

answerers.push((event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") event.waitUntil(sendTheRest());
  return undefined;
});

async function sendTheRest() {
  const account = (await fetch(WARM_LIST, { redirect: "manual" })).headers.get("X-Account");
  if (account) await setFact("account", account);
  if (account) await wakeUp(account);
  await drain({ now: true });
  await retire();
}

/** With nothing left to send, by whomever, all is cleared away. */
async function retire() {
  const db = await memory();
  if (await db.count("ops")) return;
  for (const store of ["facts", "copies"]) await db.clear(store);
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}
