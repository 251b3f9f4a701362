import type { Translation } from "@nexa/ui/i18n/create-i18n";
import type { forms as en } from "../en/forms.ts";

export const forms: Translation<typeof en> = {
  required: "यह ज़रूरी है।",
  notANumber: "एक संख्या लिखें।",
  atLeast: "{{min}} या उससे ज़्यादा लिखें।",
  atMost: "{{max}} या उससे कम लिखें।",
  save: "सहेजें",
  edit: "बदलें",
  delete: "हटाएँ",
  close: "बंद करें",
  saved: "सहेज लिया गया।",
  optional: "वैकल्पिक",
  operatorTime: "समय {{timeZone}} के अनुसार है।",
  none: "कोई नहीं",
  all: "सभी",
};
