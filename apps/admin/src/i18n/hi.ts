import type { Translation } from "@nexa/ui/i18n/create-i18n";
import type { en } from "./en.ts";

export const hi: Translation<typeof en> = {
  notFound: { title: "ऐसा कोई पेज नहीं है", text: "शायद वह कहीं और चला गया है।", home: "डैशबोर्ड पर जाएँ" },
  signIn: {
    title: "कर्मचारी साइन इन",
    ended: "आपका सत्र समाप्त हो गया। आगे बढ़ने के लिए फिर साइन इन करें।",
    email: "ई-मेल",
    password: "पासवर्ड",
    submit: "साइन इन करें",
  },
  nav: { label: "कंसोल", dashboard: "डैशबोर्ड" },
  reasons: {},
};
