import { randomInt } from "node:crypto";
import { type AdminClient, type CustomerClient, createAdminClient, createCustomerClient } from "@nexa/client";
import { EventSource } from "eventsource";
import { followNotices, type LiveNotices } from "./live-notices.ts";
import { insist, step } from "./step.ts";

const PASSWORD = "walking all the way";

/** A registered customer with a client that is signed in as them. */
export type Person = { phone: string; client: CustomerClient; url: string; token: string };

/** Asha has the referral code that Ravi registered with; `notices` are Ravi's, live. */
export type People = { asha: Person; ravi: Person; notices: LiveNotices };

/** Signs staff in and hands over a client that sends the token with every call. */
export async function signInStaff(url: string, email: string, password: string): Promise<AdminClient> {
  const anonymous = createAdminClient({ url });
  const { accessToken } = await step(
    "Staff sign in",
    () => anonymous.identity.login.mutate({ email, password }),
    ({ expiresIn }) => `${email}, for ${expiresIn / 60} minutes`,
  );
  return createAdminClient({ url, getToken: () => accessToken });
}

/** Two people register, the second with the first one's referral code, and the second follows the live notices. */
export async function meetPeople(url: string): Promise<People> {
  const asha = await register(url, "Asha Rao");
  const { code } = await step(
    "Asha makes a referral code",
    () => asha.client.referrals.generate.mutate({}),
    (made) => `${made.code}, for ${made.maxUses} person, until ${made.expiresAt.slice(0, 10)}`,
  );
  const ravi = await register(url, "Ravi Kumar", code);
  await step(
    "Ravi's discounts",
    () => ravi.client.referrals.listDiscounts.query({ status: "unused" }),
    ({ items }) => {
      insist(items.length === 1 && items[0]?.role === "referee", "one discount for having joined with a code", items);
      return items.map((each) => `${each.percent} % as ${each.role}`).join(", ");
    },
  );
  const notices = await step(
    "Ravi follows live notices",
    () => followNotices(ravi.client),
    () => "the stream is open",
  );
  return { asha, ravi, notices };
}

async function register(url: string, fullName: string, referralCode?: string): Promise<Person> {
  const phoneNumber = `+9190${String(randomInt(100_000_000)).padStart(8, "0")}`;
  const anonymous = createCustomerClient({ url });
  const { accessToken } = await step(
    referralCode === undefined ? "A customer registers" : `A friend registers with code ${referralCode}`,
    () => anonymous.identity.register.mutate({ phoneNumber, password: PASSWORD, fullName, referralCode }),
    ({ customer }) => `${customer.fullName}, ${phoneNumber}`,
  );
  // A browser has an EventSource of its own and a cookie; other programs bring both, for the live stream.
  const client = createCustomerClient({ url, getToken: () => accessToken, EventSource });
  return { phone: phoneNumber, client, url, token: accessToken };
}
