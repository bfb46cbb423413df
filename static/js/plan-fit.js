/** Which questions fit into the minutes there are: netpwa/interviews/plan.py, step by step. */
const PlanFit = (() => {
  const ENDING = ["referral", "thanks"];
  const SHARED = ["hello", "journey", "role", "trends", "advice", "referral", "thanks"];
  const [SHORTEST, LONGEST, QUARTERS] = [10, 60, 4];
  const BOXES = [
    [10, [1, 2, 2, 2, 1, 0.75, 0.75, 4]],
    [15, [1.5, 3, 3, 3, 2, 1, 1, 5]],
    [20, [2, 4, 4, 4, 2.5, 1.5, 1, 6]],
    [25, [2.5, 5, 5, 5, 3.5, 1.5, 1.5, 8]],
    [30, [3, 5, 6, 6, 4.5, 2, 1.5, 9]],
    [45, [4, 8, 9, 9, 7, 3, 2, 10]],
    [60, [5, 11, 12, 12, 9, 4, 3, 10]],
  ];
  const WHO_ELSE = { key: "f1", stage: "referral", usual: 1.5, must: true, counts: true, rank: 0 };
  const THANKS = { key: "g1", stage: "thanks", usual: 0.5, must: true, counts: false, rank: 0 };

  const total = (numbers) => numbers.reduce((whole, part) => whole + part, 0);

  function fit(box, lines, { pace = 1, used = 0, asked = new Set() } = {}) {
    const waiting = lines.filter((line) => !asked.has(line.key));
    const done = lines.filter((line) => asked.has(line.key));
    holdTheEnding(waiting, done.map((line) => line.stage));
    const room = Math.max(0, Math.trunc((box - used) * QUARTERS));
    const cap = Math.trunc(rowOf(box).at(-1)) - done.filter((line) => line.counts).length;
    const minutes = new Picking(waiting, box, room, pace).pick(cap).minutes();
    return {
      kept: waiting.flatMap((line, n) => (minutes.has(n) ? [[line, minutes.get(n) / QUARTERS]] : [])),
      leftOut: waiting.filter((_, n) => !minutes.has(n)),
      room: room / QUARTERS,
    };
  }

  function rowOf(minutes) {
    const box = Math.min(Math.max(minutes, SHORTEST), LONGEST);
    const upper = BOXES.findIndex(([most]) => box <= most);
    const [low, from] = BOXES[Math.max(upper - 1, 0)];
    const [high, to] = BOXES[upper];
    const part = upper ? (box - low) / (high - low) : 0;
    return from.map((least, n) => least + (to[n] - least) * part);
  }

  function toFill(minutes) {
    const box = Math.min(minutes, LONGEST);
    return box > 0 ? Math.min(total(rowOf(box).slice(0, -1)) / box, 1) : 1;
  }

  function holdTheEnding(lines, done) {
    const stages = lines.map((line) => line.stage);
    if (!stages.includes("thanks") && !done.includes("thanks")) {
      lines.push(THANKS);
      stages.push("thanks");
    }
    if (!stages.includes("referral") && !done.includes("referral")) {
      const last = stages.indexOf("thanks");
      lines.splice(last < 0 ? lines.length : last, 0, WHO_ELSE);
    }
  }

  class Picking {
    constructor(lines, box, room, pace) {
      this.lines = lines;
      this.costs = lines.map((line) => Math.max(1, Math.floor(line.usual * pace * QUARTERS + 0.5)));
      this.most = room;
      this.room = Math.trunc(room * toFill(box));
      const row = rowOf(box);
      const shares = new Map(lines.map(({ stage }) => [stage, row[SHARED.indexOf(stage)] ?? 0]));
      const whole = total([...shares.values()]) || 1;
      this.shares = new Map([...shares].map(([stage, part]) => [stage, (part * this.room) / whole]));
      this.floors = new Map();
      this.ofStage = new Map([...shares.keys()].map((stage) => [stage, 0]));
      this.whole = 0;
    }

    pick(cap) {
      const ranked = [...this.lines.keys()].sort((a, b) => this.lines[a].rank - this.lines[b].rank);
      const musts = ranked.filter((n) => this.lines[n].must);
      const others = ranked.filter((n) => !this.lines[n].must);
      for (const stage of ENDING) this.endWith(stage, [...musts, ...others]);
      for (const n of musts) {
        if (!this.ofStage.get(this.lines[n].stage)) this.squeezeIn(n, Math.ceil(this.costs[n] / 2));
      }
      for (const n of musts) {
        if (!this.ofStage.get(this.lines[n].stage) && this.mayAsk(n, cap)) {
          this.squeezeIn(n, Math.ceil(this.costs[n] / 2), this.room);
        }
      }
      for (const n of musts) {
        if (this.mayAsk(n, cap)) this.squeezeIn(n, Math.ceil((this.costs[n] * 3) / 4));
      }
      for (const n of musts) this.add(n);
      for (const n of musts) this.addShortened(n, cap);
      const rest = others.filter((n) => !this.floors.has(n));
      for (const isWithin of [true, false]) {
        for (const n of rest) {
          if (this.mayAsk(n, cap) && (!isWithin || this.isWithin(n))) this.add(n);
        }
      }
      return this;
    }

    minutes() {
      const given = new Map(this.floors);
      const keys = [...given.keys()];
      this.handOut(given, new Map(keys.map((n) => [n, this.costs[n] - given.get(n)])));
      if (keys.every((n) => given.get(n) >= this.costs[n])) {
        const half = (n) => (this.lines[n].counts ? Math.floor(this.costs[n] / 2) : 0);
        this.handOut(given, new Map(keys.map((n) => [n, half(n)])));
      }
      return given;
    }

    handOut(given, wishes) {
      let left = this.room - total([...given.values()]);
      const wanted = total([...wishes.values()]);
      if (left <= 0 || !wanted) return;
      const portion = Math.min(left / wanted, 1);
      for (const [n, wish] of wishes) {
        const part = Math.trunc(wish * portion);
        given.set(n, given.get(n) + part);
        left -= part;
      }
      for (const n of [...wishes.keys()].sort((a, b) => a - b)) {
        if (left > 0 && given.get(n) < this.floors.get(n) + wishes.get(n)) {
          given.set(n, given.get(n) + 1);
          left -= 1;
        }
      }
    }

    endWith(stage, ranked) {
      const first = ranked.find((n) => this.lines[n].stage === stage);
      if (first === undefined) return;
      const least = Math.min(Math.ceil(this.costs[first] / 2), Math.max(1, Math.trunc(this.shares.get(stage))));
      this.take(first, Math.min(least, this.most - total([...this.floors.values()])));
    }

    squeezeIn(n, floor, most = this.shares.get(this.lines[n].stage)) {
      const { stage } = this.lines[n];
      const hasRoom = total([...this.floors.values()]) + floor <= this.room;
      if (this.floors.has(n) || !hasRoom || this.ofStage.get(stage) + floor > most) return;
      this.take(n, floor);
    }

    get asked() {
      return [...this.floors.keys()].filter((n) => this.lines[n].counts).length;
    }

    mayAsk(n, cap) {
      return !this.lines[n].counts || this.asked < cap;
    }

    isWithin(n) {
      const { stage } = this.lines[n];
      return this.ofStage.get(stage) + this.costs[n] <= this.shares.get(stage);
    }

    add(n) {
      if (!this.floors.has(n) && this.whole + this.costs[n] <= this.room) this.take(n, this.costs[n]);
    }

    addShortened(n, cap) {
      const half = Math.ceil(this.costs[n] / 2);
      if (!this.floors.has(n) && this.mayAsk(n, cap) && this.whole + half <= this.room) this.take(n, half);
    }

    take(n, floor) {
      const { stage } = this.lines[n];
      this.floors.set(n, floor);
      this.ofStage.set(stage, this.ofStage.get(stage) + floor);
      this.whole += this.costs[n];
    }
  }

  return { fit };
})();
