import type { AdminRole } from "@nexa/contracts";
import { recordAct, recordStaffAct } from "./audit-rows.ts";
import { DAY, dayStart, MINUTE, officeMoment } from "./calendar.ts";
import { addSecurityAlert } from "./notices.ts";
import type { Chance } from "./prng.ts";
import { type Person, type SeedActor, SYSTEM, schedule, type World } from "./world.ts";

/** The demo's staff; the owner is made by the server's first start. */
export const DEMO_STAFF: readonly { email: string; fullName: string; role: Exclude<AdminRole, "owner"> }[] = [
  { email: "manager@nexa.local", fullName: "Meera Krishnan", role: "manager" },
  { email: "finance@nexa.local", fullName: "Farhan Qureshi", role: "finance" },
  { email: "support@nexa.local", fullName: "Sunita Rawat", role: "support" },
  { email: "content@nexa.local", fullName: "Chetan Deshpande", role: "content" },
];

const ANONYMOUS: SeedActor = { kind: "anonymous", id: null };
const SUSPENSIONS = ["SIM reported stolen.", "Used for spam calls.", "The owner's identity is being checked."];
const DEACTIVATIONS = ["Documents could not be verified.", "Asked to pause the account."];

/** Makes the accounts of staff; `world.staff` gets their ids. */
export function hireStaff(world: World): void {
  const at = world.begin + 10 * MINUTE;
  for (const { email, fullName, role } of DEMO_STAFF) {
    const id = world.newId(at);
    world.rows.admins.push({
      ...{ id, email, fullName, role, passwordHash: world.passwordHash, status: "active", mustChangePassword: false },
      ...{ passwordChangedAt: null, createdAt: new Date(at), updatedAt: new Date(at) },
    });
    world.staff = { ...world.staff, [role]: id };
    const after = { email: masked(email), role };
    recordAct(world, at, SYSTEM, { action: "identity.createAdmin", subject: ["admin", id], after });
  }
}

function masked(email: string): string {
  return `${email.slice(0, 1)}***@${email.split("@")[1] ?? ""}`;
}

/** Every working day staff sign in; now and then a password is typed wrong first. */
export function scheduleSignIns(world: World): void {
  const chance = world.chance.fork("staff");
  for (let day = world.begin + DAY; day <= world.today; day += DAY) {
    for (const [index, { id, email }] of world.rows.admins.entries()) {
      const at = officeMoment(dayStart(day), chance);
      const ip = `10.20.1.${20 + index}`;
      const isMistyped = chance.happens(0.02);
      if (dayStart(at) !== day || chance.happens(0.12)) continue;
      const after = { kind: "admin", login: masked(email), ip };
      const failed = { action: "identity.signInFailed", subject: ["admin", id], after } as const;
      if (isMistyped) schedule(world, at - MINUTE, (when) => recordAct(world, when, ANONYMOUS, failed));
      const signedIn = { action: "identity.signedIn", subject: ["admin", id], after: { ip } } as const;
      schedule(world, at, (when) => recordAct(world, when, ANONYMOUS, signedIn));
    }
  }
}

/** Every three weeks support suspends or deactivates an account; most come back some days later. */
export function scheduleStatusChanges(world: World): void {
  const chance = world.chance.fork("status changes");
  for (let count = 0, day = world.begin + 25 * DAY; day < world.today; day += 19 * DAY, count += 1) {
    const isSuspension = count % 2 === 0;
    const reason = chance.pick(isSuspension ? SUSPENSIONS : DEACTIVATIONS);
    const at = officeMoment(day, chance);
    const back = officeMoment(at + chance.between(2, 12) * DAY, chance);
    const isForGood = count % 4 === 1 || count % 4 === 2;
    schedule(world, at, () => {
      const person = someone(world, chance.fork(String(count)));
      if (!person) return;
      changeStatus(world, person, isSuspension ? "suspended" : "inactive", reason, at);
      if (!isForGood)
        schedule(world, back, () => changeStatus(world, person, "active", "Sorted out with the customer.", back));
    });
  }
}

function someone(world: World, chance: Chance): Person | null {
  const known = world.people.filter((each) => each.row.status === "active" && each !== world.people[0]);
  return known.length === 0 ? null : chance.pick(known);
}

const CHANGES = {
  suspended: { action: "customers.suspend", event: "account_suspended" },
  inactive: { action: "customers.deactivate", event: "account_deactivated" },
  active: { action: "customers.reactivate", event: "account_reactivated" },
} as const;

function changeStatus(world: World, { row }: Person, status: keyof typeof CHANGES, reason: string, at: number): void {
  const { action, event } = CHANGES[status];
  const before = { status: row.status };
  Object.assign(row, { status, statusReason: reason, updatedAt: new Date(at) });
  const adminId = world.staff.support;
  recordStaffAct(world, at, { adminId, action, subject: ["customer", row.id], reason, before, after: { status } });
  addSecurityAlert(world, at, { customerId: row.id, phone: row.phone, event, reason });
}
