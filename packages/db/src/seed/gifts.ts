import { DAY, HOUR, momentAround } from "./calendar.ts";
import { buy, chooseTopup, planRenewal } from "./shopping.ts";
import { isTurn, type Person, schedule, type World } from "./world.ts";

const ANY_DAY_OF_A_MONTH = Array.from({ length: 30 }, () => 1);

/** Begins to care for the numbers of parents and children: other customers' numbers and such that nobody has registered. */
export function planDependents(world: World, person: Person, after: number): void {
  for (let count = 0; count < person.habit.dependents; count += 1) {
    const at = after + person.chance.between(HOUR, 20 * DAY);
    schedule(world, at, () => planRenewal(world, person, dependentPhone(world, person), at));
  }
}

/** Half are numbers that nobody registered; some of those register later and find their plan. */
function dependentPhone(world: World, person: Person): string {
  if (world.people.length < 3 || isTurn(world, "unregistered dependent", 2, 0)) return world.newPhone();
  const others = world.people.filter((other) => other !== person);
  return person.chance.pick(others).line.row.phone;
}

/** Now and then data for a friend whose plan runs. */
export function planGifts(world: World, person: Person, after: number): void {
  const { chance } = person;
  if (!chance.happens(0.5)) return;
  const at = momentAround(after + chance.between(10 * DAY, 90 * DAY), 0, ANY_DAY_OF_A_MONTH, chance);
  schedule(world, at, () => {
    const friend = chance.pick(world.people);
    const plan = chooseTopup(world, false, person);
    if (friend !== person && person.row.status === "active")
      buy(world, { payer: person, phone: friend.line.row.phone, plan }, at);
    planGifts(world, person, at);
  });
}
