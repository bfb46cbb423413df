/* What a test calls from outside; `heard` lists what the service worker saw. */
"use strict";

const heard = [];
navigator.serviceWorker.addEventListener("message", (event) => heard.push(event.data));

async function subscribe(applicationServerKey) {
  await navigator.serviceWorker.register("/worker.js");
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  return subscription.toJSON();
}

async function unsubscribe() {
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.getSubscription();
  return subscription.unsubscribe();
}

async function shown() {
  const registration = await navigator.serviceWorker.ready;
  const notices = await registration.getNotifications();
  return notices.map(({ title, body, tag }) => ({ title, body, tag }));
}
