import { apiKeys } from "./en/api-keys.ts";
import { audit } from "./en/audit.ts";
import { backups } from "./en/backups.ts";
import { catalog } from "./en/catalog.ts";
import { content } from "./en/content.ts";
import { customers } from "./en/customers.ts";
import { dashboard } from "./en/dashboard.ts";
import { forms } from "./en/forms.ts";
import { jobs } from "./en/jobs.ts";
import { linked } from "./en/linked.ts";
import { notices } from "./en/notices.ts";
import { people } from "./en/people.ts";
import { postpaid } from "./en/postpaid.ts";
import { referrals } from "./en/referrals.ts";
import { run } from "./en/run.ts";
import { settings } from "./en/settings.ts";
import { shell } from "./en/shell.ts";
import { staff } from "./en/staff.ts";
import { subscriptions } from "./en/subscriptions.ts";
import { timeline } from "./en/timeline.ts";
import { transactions } from "./en/transactions.ts";
/** Every word of the console, by screen. `hi.ts` must have the same keys. */
export const en = {
  notAllowed: { title: "{{page}}: not open to your role", text: "Ask an owner if you need it." },
  notFound: { title: "There is no such page", text: "It may have moved.", home: "Go to the dashboard" },
  signIn: {
    title: "Staff sign-in",
    ended: "Your session ended. Sign in again to go on.",
    email: "E-mail",
    password: "Password",
    submit: "Sign in",
  },
  ...shell,
  dashboard,
  customers,
  linked,
  people,
  referrals,
  subscriptions,
  timeline,
  transactions,
  catalog,
  content,
  forms,
  apiKeys,
  audit,
  backups,
  jobs,
  postpaid,
  run,
  settings,
  staff,
  notices,
  reasons: {},
} as const;
