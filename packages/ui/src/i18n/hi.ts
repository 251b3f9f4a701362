import type { Translation } from "./create-i18n.ts";
import type { en } from "./en.ts";

export const hi: Translation<typeof en> = {
  close: "बंद करें",
  cancel: "रद्द करें",
  tryAgain: "फिर कोशिश करें",
  requestId: "अनुरोध {{id}}",
  loading: "लोड हो रहा है",
  typeToConfirm: "पुष्टि के लिए {{word}} लिखें",
  network: "सर्वर से संपर्क नहीं हुआ। कनेक्शन देखें और फिर कोशिश करें।",
};
