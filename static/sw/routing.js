/** Where the parts of the worker say what they answer: the first that gives a promise does. */
const answerers = [];

self.addEventListener("fetch", (event) => {
  for (const answerer of answerers) {
    const answer = answerer(event);
    if (answer) {
      event.respondWith(answer);
      return;
    }
  }
});
