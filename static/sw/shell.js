/** The app's frame: styles, scripts and the offline page, kept when the worker is installed. */
const SHELL_CACHE = `shell-${BUILD}`;
const OFFLINE_PAGE = "/offline";
const KEPT_PAGES = [OFFLINE_PAGE, "/unsent"];

self.addEventListener("install", (event) => event.waitUntil(keepShell()));

self.addEventListener("activate", (event) => event.waitUntil(dropOldShells()));

async function keepShell() {
  const cache = await caches.open(SHELL_CACHE);
  // Without cookies: the copy is the same for everybody, and shows nobody's account.
  const requests = [...KEPT_PAGES, ...SHELL].map((url) => new Request(url, { credentials: "omit" }));
  await cache.addAll(requests);
}

async function dropOldShells() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("shell-") && name !== SHELL_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

answerers.push((event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = url.origin === self.location.origin && request.method === "GET";
  if (isOurs && SHELL.includes(url.pathname + url.search)) return fromShell(request);
  if (request.mode !== "navigate" || request.method !== "GET") return undefined;
  const page = pageOrOffline(request);
  event.waitUntil(page.then(mendShell));
  return page;
});

async function fromShell(request) {
  const cache = await caches.open(SHELL_CACHE);
  return (await cache.match(request)) ?? fetch(request);
}

async function pageOrOffline(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(SHELL_CACHE);
    const page = await cache.match(OFFLINE_PAGE);
    if (page) return page;
    throw error;
  }
}

/** Clearing a site's data may empty the cache and leave the worker: keep the shell anew. */
async function mendShell() {
  const cache = await caches.open(SHELL_CACHE);
  if (!(await cache.match(OFFLINE_PAGE))) await keepShell();
}
