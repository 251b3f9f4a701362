import { around } from "./en/around.ts";
import { family } from "./en/family.ts";
import { front } from "./en/front.ts";
import { home } from "./en/home.ts";
import { notices } from "./en/notices.ts";
import { plans } from "./en/plans.ts";
import { postpaid } from "./en/postpaid.ts";
import { fields, reasons } from "./en/reasons.ts";
import { recharge } from "./en/recharge.ts";
import { shell } from "./en/shell.ts";
import { you } from "./en/you.ts";

/** Every word of the customer app, by screen. `hi.ts` must have the same keys. */
export const en = {
  notFound: { title: "There is no such page", text: "It may have moved.", home: "Go home" },
  nav: {
    brand: "NEXA",
    label: "Main",
    home: "Home",
    plans: "Plans",
    activity: "Activity",
    family: "Family",
    you: "You",
  },
  signIn: {
    title: "Sign in",
    ended: "Your session ended. Sign in again to go on.",
    phone: "Mobile number",
    password: "Password",
    submit: "Sign in",
    newHere: "New here?",
    register: "Create an account",
    forgot: "Forgot your password?",
  },
  ...plans,
  ...around,
  notices,
  you,
  front,
  home,
  recharge,
  shell,
  family,
  postpaid,
  reasons,
  fields,
} as const;
