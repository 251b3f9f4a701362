import type { Translation } from "@nexa/ui/i18n/create-i18n";
import type { shell as english } from "../en/shell.ts";

export const shell: Translation<typeof english> = {
  number: "नंबर",
  noNumber: "अभी कोई नंबर नहीं",
  notices_one: "सूचनाएँ, {{count}} बिना पढ़ी",
  notices_other: "सूचनाएँ, {{count}} बिना पढ़ी",
  noNotices: "सूचनाएँ, सब पढ़ी हुई",
  offline: "आप ऑफ़लाइन हैं। पिछली बार लोड की गई जानकारी दिख रही है।",
  unverified: "आपके नंबर की पुष्टि अभी बाकी है, इसलिए अभी कुछ खरीदा नहीं जा सकता।",
  inactive: "आपका खाता निष्क्रिय है: आप सब देख सकते हैं, पर कुछ खरीद नहीं सकते। कृपया सहायता से संपर्क करें।",
  confirmNumber: "पुष्टि करें",
  demoCode: "डेमो में कोई संदेश नहीं जाता। कोड उस विंडो में दिखता है जहाँ NEXA शुरू किया गया।",
  keepPlan: "प्लान रहने दें",
  skip: "सीधे सामग्री पर जाएँ",
  refer: "दोस्त को बुलाएँ",
  help: "सहायता",
  modes: { idle: "कोई प्लान नहीं", prepaid: "प्रीपेड", postpaid: "पोस्टपेड", postpaid_secondary: "साझा पोस्टपेड" },
};
