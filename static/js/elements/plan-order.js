/**
 * <plan-order>: puts the questions of a plan in order, by a handle that a thumb drags or the arrow
 * keys move. Each drop is sent by the form of its question, as its buttons would.
 */
const EDGE = 90;
// Somebody who presses an arrow key often means one move, not many.
const PAUSE = 400;

class PlanOrder extends HTMLElement {
  connectedCallback() {
    this.addEventListener("pointerdown", (event) => this.lift(event));
    this.addEventListener("keydown", (event) => this.step(event));
    this.addEventListener("focusout", () => this.send());
  }

  items() {
    return [...this.querySelectorAll("ol > li")];
  }

  step(event) {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const item = event.target.closest(".handle")?.closest("li");
    if (!item || !way) return;
    event.preventDefault();
    const to = this.items().indexOf(item) + way;
    if (to >= 0 && to < this.items().length) this.drop(item, to, PAUSE);
  }

  lift(event) {
    const handle = event.target.closest(".handle");
    if (!handle || event.button > 0) return;
    const item = handle.closest("li");
    const from = this.items().indexOf(item);
    handle.setPointerCapture(event.pointerId);
    item.classList.add("lifted");
    const move = ({ clientY }) => {
      if (clientY < EDGE) scrollBy(0, -8);
      if (clientY > innerHeight - EDGE) scrollBy(0, 8);
      const middle = (one) => one.getBoundingClientRect().top + one.offsetHeight / 2;
      let to = this.items().indexOf(item);
      while (to > 0 && clientY < middle(this.items()[to - 1])) this.put(item, (to -= 1));
      while (to < this.items().length - 1 && clientY > middle(this.items()[to + 1])) this.put(item, (to += 1));
    };
    const done = ({ type }) => {
      for (const [name, act] of acts) handle.removeEventListener(name, act);
      item.classList.remove("lifted");
      const to = this.items().indexOf(item);
      if (type === "pointerup" && to !== from) this.drop(item, to);
      else this.put(item, from);
    };
    const acts = [["pointermove", move], ["pointerup", done], ["pointercancel", done]];
    for (const [name, act] of acts) handle.addEventListener(name, act);
  }

  /** The others make way: what is taken out of the page would slip from the finger or the keys. */
  put(item, to) {
    const from = this.items().indexOf(item);
    for (let n = from; n < to; n += 1) item.before(item.nextElementSibling);
    for (let n = from; n > to; n -= 1) item.after(item.previousElementSibling);
  }

  drop(item, to, pause = 0) {
    if (this.moved !== item) this.send();
    this.put(item, to);
    const { moved } = this.dataset;
    document.getElementById("moved").textContent = moved.replace("{n}", to + 1).replace("{m}", this.items().length);
    this.moved = item;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  send() {
    clearTimeout(this.timer);
    const item = this.moved;
    this.moved = null;
    if (!item) return;
    const form = item.querySelector("[data-place]");
    const button = form.querySelector("button:not(:disabled)");
    button.value = this.items().indexOf(item);
    // The form may not have been drawn anew since it was sent last.
    form.elements.idempotency_key.value = crypto.randomUUID();
    form.requestSubmit(button);
  }
}

customElements.define("plan-order", PlanOrder);
