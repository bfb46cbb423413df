/** Short cuts on the question: a swipe skips it, holding it stars it. There is a button for each. */
const FAR_ENOUGH = 70;
const LONG_ENOUGH = 600;

class CallGestures {
  constructor(card, act) {
    card.addEventListener("pointerdown", (event) => {
      clearTimeout(this.holding);
      this.start = null;
      if (event.pointerType !== "touch" || event.target.closest("button, textarea")) return;
      this.start = event;
      this.holding = setTimeout(() => {
        this.start = null;
        act("star");
      }, LONG_ENOUGH);
    });
    card.addEventListener("pointermove", (event) => {
      if (this.start && Math.hypot(...this.moved(event)) > 10) clearTimeout(this.holding);
    });
    card.addEventListener("pointerup", (event) => {
      clearTimeout(this.holding);
      if (!this.start) return;
      const [x, y] = this.moved(event);
      this.start = null;
      if (Math.abs(x) > FAR_ENOUGH && Math.abs(y) < Math.abs(x) / 2) act("skipped");
    });
    card.addEventListener("pointercancel", () => clearTimeout(this.holding));
  }

  moved(event) {
    return [event.clientX - this.start.clientX, event.clientY - this.start.clientY];
  }
}
