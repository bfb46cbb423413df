/** The browser has changed where notices go: subscribe anew where it did not, and tell the server. */
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renewSubscription(event)));

async function renewSubscription({ newSubscription }) {
  const { pushManager } = self.registration;
  const subscription = newSubscription ?? (await pushManager.getSubscription()) ?? (await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: PUSH_KEY,
  }));
  const { endpoint, keys } = subscription.toJSON();
  // Without a network, or with nobody signed in, the next page that is opened says it.
  await fetch("/push/subscriptions", {
    method: "POST",
    body: new URLSearchParams({ endpoint, ...keys }),
    headers: { "X-Outbox": "1" },
    redirect: "manual",
  }).catch(() => {});
}
