import type { Translation } from "@nexa/ui/i18n/create-i18n";
import type { en } from "./en.ts";
import { around } from "./hi/around.ts";
import { family } from "./hi/family.ts";
import { front } from "./hi/front.ts";
import { home } from "./hi/home.ts";
import { notices } from "./hi/notices.ts";
import { plans } from "./hi/plans.ts";
import { postpaid } from "./hi/postpaid.ts";
import { fields, reasons } from "./hi/reasons.ts";
import { recharge } from "./hi/recharge.ts";
import { shell } from "./hi/shell.ts";
import { you } from "./hi/you.ts";

export const hi: Translation<typeof en> = {
  notFound: { title: "ऐसा कोई पेज नहीं है", text: "शायद वह कहीं और चला गया है।", home: "होम पर जाएँ" },
  nav: { brand: "NEXA", label: "मुख्य", home: "होम", plans: "प्लान", activity: "गतिविधि", family: "परिवार", you: "आप" },
  signIn: {
    title: "साइन इन करें",
    ended: "आपका सत्र समाप्त हो गया। आगे बढ़ने के लिए फिर साइन इन करें।",
    phone: "मोबाइल नंबर",
    password: "पासवर्ड",
    submit: "साइन इन करें",
    newHere: "नए हैं?",
    register: "खाता बनाएँ",
    forgot: "पासवर्ड भूल गए?",
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
};
