/**
 * <plan-order>: puts the questions of a plan in order, by a handle that a thumb drags or the arrow
 * keys move. Each drop is sent by the form of its question, as its buttons would.
 */
const EDGE = 90;

class PlanOrder extends HTMLElement {
  connectedCallback() {
    this.addEventListener("pointerdown", (event) => this.lift(event));
    this.addEventListener("keydown", (event) => this.step(event));
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
    if (to >= 0 && to < this.items().length) this.drop(item, to);
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
      // The others make way: what is taken out of the page would slip from the finger.
      while (item.previousElementSibling && clientY < middle(item.previousElementSibling)) {
        item.after(item.previousElementSibling);
      }
      while (item.nextElementSibling && clientY > middle(item.nextElementSibling)) {
        item.before(item.nextElementSibling);
      }
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

  put(item, to) {
    const others = this.items().filter((one) => one !== item);
    item.parentElement.insertBefore(item, others[to] ?? null);
  }

  drop(item, to) {
    this.put(item, to);
    item.querySelector(".handle").focus();
    const { moved } = this.dataset;
    document.getElementById("moved").textContent = moved.replace("{n}", to + 1).replace("{m}", this.items().length);
    const button = item.querySelector("[data-place] button:not(:disabled)");
    button.value = to;
    item.querySelector("[data-place]").requestSubmit(button);
  }
}

customElements.define("plan-order", PlanOrder);
