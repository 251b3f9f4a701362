import type { Translation } from "./create-i18n.ts";
import type { en } from "./en.ts";

export const hi: Translation<typeof en> = {
  close: "बंद करें",
  cancel: "रद्द करें",
  tryAgain: "फिर कोशिश करें",
  requestId: "अनुरोध {{id}}",
  messages: "संदेश",
  loading: "लोड हो रहा है",
  typeToConfirm: "पुष्टि के लिए {{word}} लिखें",
  network: "सर्वर से संपर्क नहीं हुआ। कनेक्शन देखें और फिर कोशिश करें।",
  table: {
    look: "कॉलम और घनत्व",
    rows: "पंक्तियाँ",
    compact: "पास-पास",
    comfortable: "खुली-खुली",
    columns: "कॉलम",
    empty: "यहाँ कुछ नहीं है",
    emptyText: "कुछ मेल नहीं खाता। फ़िल्टर बदलें या हटाएँ।",
    pages: "पेज",
    first: "पहला पेज",
    previous: "पिछला",
    next: "अगला",
    clear: "हटाएँ",
    all: "{{label}}: सभी",
  },
};
