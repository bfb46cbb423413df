/** What every page does: start the service worker, and keep this browser's subscription known. */
const DAY = 24 * 60 * 60 * 1000;
const LAST_TOLD = "subscription-told";

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service-worker.js").then(tellSubscription);
}

/** Phones lose subscriptions silently and make new ones: say once a day which one is in use. */
async function tellSubscription(registration) {
  const isSignedIn = document.documentElement.dataset.account;
  const toldAt = Number(localStorage.getItem(LAST_TOLD));
  if (!isSignedIn || !registration.pushManager || Date.now() - toldAt < DAY) return;
  const subscription = await registration.pushManager.getSubscription();
  if (!subscription) return;
  const answer = await sendSubscription(subscription);
  if (answer.ok) localStorage.setItem(LAST_TOLD, String(Date.now()));
}

/** Tell the server where this browser gets its notices (PushSubscription.toJSON). */
async function sendSubscription(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return fetch("/push/subscriptions", {
    method: "POST",
    body: new URLSearchParams({ endpoint, ...keys }),
    headers: { "X-Outbox": "1" },
  });
}
