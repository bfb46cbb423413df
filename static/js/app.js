/** What every page does: start the service worker, and keep this browser's subscription known. */
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service-worker.js").then((registration) => {
    offerUpdates(registration);
    return keepSubscriptionKnown(registration);
  });
}
