import type { Translation } from "@nexa/ui/i18n/create-i18n";
import type { run as en } from "../en/run.ts";

export const run: Translation<typeof en> = {
  cancel: "रद्द करें",
  reason: "कारण",
  reasonHint: "ऑडिट लॉग में रखा जाता है। कम से कम तीन अक्षर।",
  staffId: "कर्मचारी …{{id}}",
  step: "अभी: {{step}}",
  waiting: "वर्कर की प्रतीक्षा",
  openPage: "अलग पेज में खोलें",
  more: "और दिखाएँ",
  copy: "कॉपी करें",
  copied: "कॉपी हो गया।",
  copyFailed: "कॉपी नहीं हुआ। टेक्स्ट चुनकर खुद कॉपी करें।",
  stop: "रोकें",
  never: "कभी नहीं",
  tasks: {
    backup: "बैकअप",
    restore: "रिस्टोर",
    transaction_export: "लेनदेन का एक्सपोर्ट",
    analytics_rebuild: "आँकड़ों का पुनर्निर्माण",
  },
  taskStates: {
    waiting: "प्रतीक्षा में",
    running: "चल रहा है",
    succeeded: "सफल",
    failed: "विफल",
    stopped: "रोका गया",
  },
  actors: {
    anonymous: "आगंतुक",
    customer: "ग्राहक",
    admin: "कर्मचारी",
    partner: "पार्टनर",
    job: "जॉब",
    system: "सिस्टम",
  },
};
