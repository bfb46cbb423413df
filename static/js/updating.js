/** A new version is offered, and used when somebody says so; nowhere while something is written. */
const HOUR = 60 * 60 * 1000;
let askedForUpdate = Date.now();

function offerUpdates(registration) {
  const offer = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    const bar = document.getElementById("update");
    bar.hidden = isWriting();
    bar.querySelector("button").onclick = () => useUpdate(registration, bar);
  };
  offer();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - askedForUpdate < HOUR) return;
    askedForUpdate = Date.now();
    registration.update().catch(() => {}); // no network
  });
}

async function useUpdate(registration, bar) {
  const anew = () => isWriting() || location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", anew, { once: true });
  const isFree = !isWriting() && (await askWorker("take-over", registration.waiting));
  // Refused here, it is nobody's word for another time.
  if (!isFree) navigator.serviceWorker.removeEventListener("controllerchange", anew);
  bar.querySelector("[data-busy]").hidden = Boolean(isFree);
}
