/** Where the parts of the worker say what they answer: the first that gives a promise does. */
const answerers = [];

self.addEventListener("fetch", (event) => {
  // What another site lets a browser send is for the server to refuse: sent on from here, or kept
  // and sent later, it would pass for ours.
  const { method, referrer } = event.request;
  if (method === "POST" && !referrer.startsWith(`${self.location.origin}/`)) return;
  for (const answerer of answerers) {
    const answer = answerer(event);
    if (answer) {
      event.respondWith(answer);
      return;
    }
  }
});
