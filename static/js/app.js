/** What every page does: start the service worker, and keep this browser's subscription known. */
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service-worker.js").then((registration) => {
    if (!registration) return undefined;
    offerUpdates(registration);
    return keepSubscriptionKnown(registration);
  }, () => {}); // a browser may forbid it: every page works without
}
