import type { Translation } from "@nexa/ui/i18n/create-i18n";
import type { en } from "./en.ts";
import { apiKeys } from "./hi/api-keys.ts";
import { audit } from "./hi/audit.ts";
import { backups } from "./hi/backups.ts";
import { catalog } from "./hi/catalog.ts";
import { content } from "./hi/content.ts";
import { customers } from "./hi/customers.ts";
import { dashboard } from "./hi/dashboard.ts";
import { forms } from "./hi/forms.ts";
import { jobs } from "./hi/jobs.ts";
import { linked } from "./hi/linked.ts";
import { notices } from "./hi/notices.ts";
import { people } from "./hi/people.ts";
import { postpaid } from "./hi/postpaid.ts";
import { referrals } from "./hi/referrals.ts";
import { run } from "./hi/run.ts";
import { settings } from "./hi/settings.ts";
import { shell } from "./hi/shell.ts";
import { staff } from "./hi/staff.ts";
import { subscriptions } from "./hi/subscriptions.ts";
import { timeline } from "./hi/timeline.ts";
import { transactions } from "./hi/transactions.ts";

export const hi: Translation<typeof en> = {
  notAllowed: { title: "{{page}}: आपकी भूमिका इसे नहीं खोल सकती", text: "ज़रूरत हो तो ओनर से कहें।" },
  notFound: { title: "ऐसा कोई पेज नहीं है", text: "शायद वह कहीं और चला गया है।", home: "डैशबोर्ड पर जाएँ" },
  signIn: {
    title: "कर्मचारी साइन इन",
    ended: "आपका सत्र समाप्त हो गया। आगे बढ़ने के लिए फिर साइन इन करें।",
    email: "ई-मेल",
    password: "पासवर्ड",
    submit: "साइन इन करें",
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
};
