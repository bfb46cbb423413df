/** Forms on the same things that are sent at the same time go one after the other, as they were written. */
const SECONDS_FOR_THE_ONE_BEFORE = 1;
// What its own page is sending just now. Should this worker die, it waits like all that is kept.
const underWay = new Map();

/** Stand in line; `come` waits for those before, and says whether they are through. */
function takeTurn({ turn, key, things }) {
  const before = [...underWay].filter(([, one]) => isHeldUp({ things }, new Set(one.things)));
  let end;
  const over = new Promise((done) => (end = done));
  underWay.set(turn, { key, things, over, end });
  return {
    isSecondTap: before.some(([, one]) => one.key === key),
    async come() {
      const all = Promise.all(before.map(([, one]) => one.over));
      await Promise.race([all, pause(SECONDS_FOR_THE_ONE_BEFORE)]);
      return before.every(([earlier]) => !underWay.has(earlier));
    },
  };
}

function endTurn(turn) {
  underWay.get(turn)?.end();
  underWay.delete(turn);
}

function thingsUnderWay() {
  return [...underWay.values()].flatMap(({ things }) => things);
}
