/** A notice was tapped: bring the app forward on exactly that page. */
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { navigate, actions } = event.notification.data ?? {};
  event.waitUntil(openPage(actions?.[event.action] ?? navigate ?? "/today"));
});

async function openPage(address) {
  const page = new URL(address, self.location.origin);
  // Only our own pages, whatever a message says.
  if (page.origin !== self.location.origin) page.href = new URL("/today", self.location.origin).href;
  // Only windows that this worker controls can be led elsewhere. A click allows one window to be
  // raised or opened, not both, so what cannot be led must not be raised.
  const windows = await self.clients.matchAll({ type: "window" });
  const open =
    windows.find((window) => window.url === page.href) ??
    windows.find((window) => window.focused) ??
    windows[0];
  if (!open) return self.clients.openWindow(page.href);
  try {
    const focused = await open.focus();
    if (focused.url === page.href) return focused;
    return await focused.navigate(page.href);
  } catch {
    return self.clients.openWindow(page.href);
  }
}
