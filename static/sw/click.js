/** A notice was tapped: bring the app forward on exactly that page. */
const SECONDS_TO_SAY = 0.3;

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { navigate, actions } = event.notification.data ?? {};
  const page = actions?.[event.action] ?? navigate ?? "/today";
  event.waitUntil(event.action ? act(event.action, event.notification.tag, page) : openPage(page));
});

/** Do what a button says without opening anything; where that fails, its page asks once more. */
async function act(action, tag, page) {
  try {
    const answer = await fetch(`/reminders/${tag}/${action}`, {
      method: "POST",
      headers: { "X-Outbox": "1" },
      redirect: "manual",
    });
    if (answer.ok) return undefined;
  } catch {
    // No network: the page says so.
  }
  return openPage(page);
}

async function openPage(address) {
  const page = new URL(address, self.location.origin);
  // Only our own pages, whatever a message says.
  if (page.origin !== self.location.origin) page.href = new URL("/today", self.location.origin).href;
  // Only windows that this worker controls can be led elsewhere. A click allows one window to be
  // raised or opened, not both, so what cannot be led must not be raised.
  const windows = await self.clients.matchAll({ type: "window" });
  const there = windows.find((window) => window.url === page.href);
  const open = there ?? (await firstFree(windows));
  if (!open) return self.clients.openWindow(page.href);
  try {
    const focused = await open.focus();
    if (focused.url === page.href) return focused;
    return await focused.navigate(page.href);
  } catch {
    return self.clients.openWindow(page.href);
  }
}

/** Find a window, the focused one first, that can be led away without losing what is typed in it. */
async function firstFree(windows) {
  for (const window of [...windows].sort((one, other) => other.focused - one.focused)) {
    if (!(await isWriting(window))) return window;
  }
  return undefined;
}

/** Ask a page whether somebody is writing there; `silent` is taken for the answer of one that says nothing. */
function isWriting(window, silent = false) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data);
    setTimeout(done, SECONDS_TO_SAY * 1000, silent);
    window.postMessage("is-writing", [port2]);
  });
}
