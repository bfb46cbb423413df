/** Where this browser gets its notices: what the server must know of it, and for how long. */
const DAY = 24 * 60 * 60 * 1000;
const LAST_TOLD = "subscription-told";

/** Phones lose subscriptions silently and make new ones: say once a day which one is in use. */
async function keepSubscriptionKnown(registration) {
  if (!document.documentElement.dataset.account) {
    // Whoever signs in next says it anew: signing out has ended it at the server.
    localStorage.removeItem(LAST_TOLD);
    return;
  }
  const subscription = await registration.pushManager?.getSubscription();
  if (!subscription) return;
  const told = JSON.parse(localStorage.getItem(LAST_TOLD)) ?? {};
  if (told.endpoint === subscription.endpoint && Date.now() - told.at < DAY) return;
  await renewSubscription(subscription);
}

/** Tell the server that a subscription is still in use; false when somebody has ended it there. */
async function renewSubscription(subscription) {
  const answer = await sendSubscription(subscription);
  if (answer.status === 410) {
    localStorage.removeItem(LAST_TOLD);
    await subscription.unsubscribe();
    return false;
  }
  if (!answer.ok) throw new Error(`refused with ${answer.status}`);
  const { endpoint } = subscription;
  localStorage.setItem(LAST_TOLD, JSON.stringify({ endpoint, at: Date.now() }));
  return true;
}

/** Send a subscription (PushSubscription.toJSON); `asked` when a person has just turned it on. */
async function sendSubscription(subscription, asked = "") {
  const { endpoint, keys } = subscription.toJSON();
  return fetch("/push/subscriptions", {
    method: "POST",
    body: new URLSearchParams({ endpoint, ...keys, asked }),
    headers: { "X-Outbox": "1" },
  });
}
