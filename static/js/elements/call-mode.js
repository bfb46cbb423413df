/**
 * <call-mode data-call data-words data-account>: the same forms as without scripts, but each tap is
 * kept on this phone first and shown at once. Nothing is counted here: time comes from instants.
 */
const MOVES = { a: "asked", s: "skipped", f: "star" };
const LEVELS = [[0, "over", "up"], [2, "two", "two"], [5, "five", "five"]];
const PAUSE_IN_TYPING = 700;

class CallMode extends HTMLElement {
  connectedCallback() {
    this.page = JSON.parse(this.dataset.call);
    this.words = JSON.parse(this.dataset.words);
    this.now = this.querySelector("[data-now]");
    this.box = this.querySelector("[data-answer] textarea");
    const address = this.querySelector("[data-answer]").getAttribute("action");
    this.journal = new TapJournal(address, this.dataset.account, this.page.interview);
    this.journal.forget(this.page.taps.map((tap) => tap.id));
    this.journal.addEventListener("sent", () => this.onSent());
    this.addEventListener("submit", (event) => this.onSubmit(event));
    this.addEventListener("keydown", (event) => this.onKey(event));
    // The second tap of a hasty pair would answer for a question nobody has seen.
    this.now.addEventListener("click", (event) => event.detail > 1 && event.preventDefault());
    this.box.addEventListener("input", () => this.onTyping());
    for (const leaving of ["blur", "change"]) this.box.addEventListener(leaving, () => this.keepAnswer());
    addEventListener("pagehide", () => this.keepAnswer());
    this.querySelector("[data-undo] button").addEventListener("click", () => this.undo());
    this.hideButton = document.querySelector("[data-hide]");
    this.onHide = (event) => (event.preventDefault(), this.hide(true));
    this.hideButton.addEventListener("click", this.onHide);
    this.querySelector("[data-unhide]").addEventListener("click", () => this.hide(false));
    new CallGestures(this.now, (kind) => this.tapCurrent(kind));
    new WakeLock(this.querySelector("[data-awake]"));
    this.work();
    this.box.value = this.call.answers[this.current?.id] ?? "";
    this.render();
    this.journal.keepSending();
    this.ticking = setInterval(() => this.showTime(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.ticking);
    this.hideButton.removeEventListener("click", this.onHide);
  }

  get current() {
    return currentOf(this.call);
  }

  work() {
    const known = new Set(this.page.taps.map((tap) => tap.id));
    const own = this.journal.taps.filter((tap) => !known.has(tap.id));
    this.taps = inOrder([...this.page.taps, ...own]);
    this.call = callOf(this.page.plan, this.page.minutes, this.taps);
  }

  onSubmit(event) {
    event.preventDefault();
    const form = event.target;
    const { kind, item, text, detail } = Object.fromEntries(new FormData(form, event.submitter));
    if (form.matches("[data-answer]")) this.keepAnswer();
    else this.tap({ kind, item, text: text.trim() || this.words.to_fill[kind] || "", detail });
    if (form.matches(".catch, .plain-notes, .disclosure form")) form.reset();
  }

  onKey(event) {
    if (event.target !== this.now || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "u") this.undo();
    else if (key in MOVES) this.tapCurrent(MOVES[key]);
  }

  tapCurrent(kind) {
    const item = this.current?.id;
    if (!item) return;
    const isOff = kind === "star" && this.call.starred.has(item);
    this.tap({ kind: isOff ? "unstar" : kind, item });
  }

  tap({ kind, item = "", text = "", detail = "" }) {
    if (kind !== "answer") this.keepAnswer();
    const before = this.current;
    const { minutes } = this.call;
    const last = this.taps.at(-1);
    const { id } = this.journal.add({ kind, item, text, detail }, last ? Date.parse(last.at) : 0);
    this.work();
    if (kind === "answer") return;
    if (before !== this.current) this.box.value = this.call.answers[this.current?.id] ?? "";
    this.undoable = wayBack(kind, item, id, minutes, detail);
    this.say(kind);
    this.render();
    // A button that has done its work is gone; whoever used it by keys goes on from here.
    if (!document.activeElement.checkVisibility()) {
      (this.now.hidden ? this.find("done") : this.now).focus({ preventScroll: true });
    }
    if (kind === "close") this.querySelector("[data-closing]").open = true;
    if (["close", "show", "open", "minutes"].includes(kind)) this.now.scrollIntoView({ block: "center" });
  }

  onSent() {
    // Another tab may clear this phone of them, once somebody is signed out.
    const known = new Set(this.page.taps.map((tap) => tap.id));
    this.page.taps.push(...this.journal.taps.filter((tap) => tap.state === "sent" && !known.has(tap.id)));
    this.showSaved();
  }

  /** Whether something was noted or typed here that the server does not have. */
  get isUnsaved() {
    const isTyped = this.box.value.trim() !== (this.call.answers[this.current?.id] ?? "");
    const others = [...this.querySelectorAll("textarea, input")].filter((field) => field !== this.box);
    return isTyped || this.journal.unsent.length > 0 || others.some(isChanged);
  }

  onTyping() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.keepAnswer(), PAUSE_IN_TYPING);
  }

  keepAnswer() {
    clearTimeout(this.typing);
    const item = this.current?.id;
    const text = this.box.value.trim();
    if (item && text !== (this.call.answers[item] ?? "")) this.tap({ kind: "answer", item, text });
  }

  undo() {
    if (!this.undoable) return;
    this.tap(this.undoable);
    this.undoable = null;
    this.find("undo").querySelector("button").hidden = true;
    this.now.focus();
  }

  hide(isHidden) {
    this.classList.toggle("plain-only", isHidden);
    // The name of a tab is read over a shoulder, too.
    this.named = isHidden ? document.title : this.named;
    document.title = isHidden ? this.querySelector(".plain-notes h2").textContent : this.named;
    (isHidden ? this.querySelector(".plain-notes textarea") : this.hideButton).focus();
  }

  say(kind) {
    const isTick = kind === "asked" || kind === "skipped";
    const left = this.call.plan.filter((one) => this.call.states[one.id] === "left" && !one.leftOut).length;
    const words = {
      asked: this.words.said_asked,
      skipped: this.words.said_skipped,
      uncatch: this.words.said_uncatch,
      minutes: filled(this.words.fitted, this.call.minutes, left),
    }[kind] ?? this.words.kept;
    this.find("undo").hidden = ["begin", "show", "open", "close", "end"].includes(kind);
    this.find("undo").querySelector("button").hidden = !this.undoable;
    this.find("said").textContent = words;
    this.find("live").textContent = isTick && this.current ? `${words} ${this.current.text}` : words;
  }

  render() {
    const { call, current } = this;
    const following = followingOf(call);
    this.find("before").hidden = call.startedAt !== null;
    const isOver = call.endedAt !== null;
    this.now.hidden = !current || isOver;
    this.find("done").hidden = !this.now.hidden;
    this.find("all-asked").hidden = isOver;
    this.find("talked").hidden = !isOver;
    this.find("ending").hidden = isOver;
    this.find("go-on").hidden = !isOver;
    this.find("next").hidden = !following || isOver;
    this.find("next-text").textContent = following?.text ?? "";
    if (current) this.showQuestion(current);
    const [why, first] = [this.find("why"), this.find("first")];
    if (why) why.hidden = current?.id === why.dataset.why;
    if (first) first.hidden = call.states[first.dataset.first] !== "open" || current?.id === first.dataset.first;
    this.showTrack();
    for (const row of this.querySelectorAll("[data-item]")) this.showRow(row);
    this.find("caught").replaceChildren(...call.captures.map((tap) => this.caught(tap)));
    this.find("up").querySelector("[name=text]").value = call.minutes + 5;
    this.showTime();
    this.showSaved();
  }

  /** Where the talk is in its plan; the bar below says where it is in its time. */
  showTrack() {
    const track = this.find("track");
    track.setAttribute("viewBox", `0 0 ${this.call.minutes} 1`);
    track.replaceChildren();
    let x = 0;
    for (const { id } of this.call.plan) {
      const state = this.call.states[id];
      const minutes = this.call.given[id];
      if (state === "left") continue;
      const part = document.createElementNS(track.namespaceURI, "rect");
      const isHere = id === this.current?.id && this.call.endedAt === null;
      const given = { x, width: Math.max(minutes - 0.1, 0.1), height: 1, class: isHere ? "here" : state };
      for (const [name, value] of Object.entries(given)) part.setAttribute(name, value);
      track.append(part);
      x += minutes;
    }
  }

  showQuestion(item) {
    const row = this.querySelector(`[data-item="${CSS.escape(item.id)}"]`);
    this.find("text").textContent = item.text;
    this.find("stage").textContent = row.dataset.stageName;
    for (const field of this.now.querySelectorAll("[name=item]")) field.value = item.id;
    this.querySelector(".catch [name=item]").value = item.id;
    const star = this.now.querySelector("[value$=star]");
    star.value = this.call.starred.has(item.id) ? "unstar" : "star";
    star.setAttribute("aria-pressed", star.value === "unstar");
  }

  showRow(row) {
    const id = row.dataset.item;
    const state = this.call.states[id];
    const isOpen = state === "open";
    row.querySelector("[data-state]").textContent = this.words[state === "left" ? "left_out" : state];
    row.querySelector("[data-said-there]").textContent = this.call.answers[id] ?? "";
    const took = row.querySelector("[data-took]");
    const seconds = Math.floor((this.call.spent[id] ?? 0) / 1000);
    took.textContent =
      id in this.call.spent ? filled(this.words.took, clockFace(seconds), took.dataset.planned) : "";
    const button = row.querySelector("button");
    button.value = isOpen ? "show" : "open";
    button.textContent = isOpen ? this.words.show : this.words.again;
  }

  caught(tap) {
    const line = this.find("line").content.cloneNode(true);
    line.querySelector("b").textContent = this.words[tap.kind];
    const detail = tap.detail ? ` (${this.words[tap.detail] ?? tap.detail})` : "";
    line.querySelector("span").textContent = tap.text + detail;
    line.querySelector("[name=item]").value = tap.id;
    return line;
  }

  showTime() {
    const { call } = this;
    if (call.startedAt === null) return;
    const gone = Math.floor(elapsedOf(call, Date.now()) / 1000);
    const left = Math.ceil(call.minutes - gone / 60);
    const [, level, word] = LEVELS.find(([most]) => left <= most) ?? [0, "calm", ""];
    const isRunning = call.endedAt === null;
    this.find("left").textContent = filled(left < 0 ? this.words.over : this.words.left, Math.abs(left));
    this.find("gone").textContent = filled(this.words.gone, clockFace(gone));
    this.querySelector("progress").max = call.minutes;
    this.querySelector("progress").value = gone / 60;
    this.find("up").hidden = !isRunning || left > 0;
    const dial = this.find("level");
    if (dial.dataset.level === level) return;
    dial.dataset.level = level;
    if (word && isRunning) this.find("live").textContent = this.words[word];
  }

  showSaved() {
    const waiting = this.journal.waiting.length;
    const refused = this.journal.refused.length;
    const state = refused ? "refused" : waiting ? "waiting" : "sent";
    const words = this.words[waiting && this.journal.isFull ? "full" : state];
    this.find("saved").textContent = filled(words, refused || waiting);
    this.hasWaited ||= waiting > 0;
    // What reached the server ends the talk of a saved copy: the page is as new as its taps.
    if (state === "sent" && this.hasWaited) stand("kept", "");
  }

  find(name) {
    return this.querySelector(`[data-${name}]`);
  }
}

/** The tap that takes one back. */
function wayBack(kind, item, id, minutes, detail) {
  if (kind === "asked" || kind === "skipped") return { kind: "open", item };
  if (kind === "star" || kind === "unstar") return { kind: kind === "star" ? "unstar" : "star", item };
  if (kind === "minutes") return { kind, text: String(minutes), detail };
  return CAPTURES.includes(kind) ? { kind: "uncatch", item: id } : null;
}

function filled(words, n, m) {
  return words.replace("{n}", n).replace("{m}", m);
}

function clockFace(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

customElements.define("call-mode", CallMode);
