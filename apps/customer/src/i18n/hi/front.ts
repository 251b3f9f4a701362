import type { Translation } from "@nexa/ui/i18n/create-i18n";
import type { front as english } from "../en/front.ts";

export const front: Translation<typeof english> = {
  otherLanguage: "View in English",
  register: {
    title: "अपना खाता बनाएँ",
    phone: "मोबाइल नंबर",
    phoneHint: "वह नंबर जिसे आप रिचार्ज करना चाहते हैं। इसी से साइन इन होगा।",
    name: "पूरा नाम",
    password: "पासवर्ड",
    passwordHint: "कम से कम 8 अक्षर।",
    referral: "रेफ़रल कोड (अगर हो)",
    referralHint: "इससे आपके पहले रिचार्ज पर छूट मिलती है।",
    submit: "खाता बनाएँ",
    sendCode: "कोड भेजें",
    known: "पहले से खाता है?",
    signIn: "साइन इन करें",
  },
  code: {
    label: "SMS में आया कोड",
    sent: "अगर {{phone}} पर संदेश आ सकते हैं, तो कोड भेज दिया गया है। यह {{minutes}} मिनट तक चलेगा।",
    again: "नया कोड भेजें",
    resent: "नया कोड भेज दिया गया है।",
    otherNumber: "दूसरा नंबर डालें",
  },
  forgot: {
    title: "नया पासवर्ड बनाएँ",
    text: "यह पक्का करने के लिए कि आप ही हैं, हम आपके नंबर पर एक कोड भेजेंगे।",
    newPassword: "नया पासवर्ड",
    submit: "सहेजें और साइन इन करें",
    back: "साइन इन पर वापस जाएँ",
  },
  confirm: {
    title: "अपने नंबर की पुष्टि करें",
    text: "हम {{phone}} पर कोड भेजेंगे। पुष्टि के बाद आप रिचार्ज कर सकेंगे।",
    submit: "पुष्टि करें",
    done: "आपके नंबर की पुष्टि हो गई।",
  },
};
