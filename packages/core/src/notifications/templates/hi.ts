import type { CodePurpose } from "@nexa/contracts";
import type { NoticeParams, SecurityEvent } from "../params.ts";
import type { NoticeFormat } from "./notice-format.ts";
import type { NoticeTemplates } from "./template.ts";

const CODE_USE: Readonly<Record<CodePurpose, string>> = {
  registration: "खाता बनाने",
  verify_phone: "नंबर की पुष्टि करने",
  password_reset: "नया पासवर्ड बनाने",
  add_line: "यह नंबर किसी खाते में जोड़ने",
  link: "परिवार के सदस्य को यह नंबर रिचार्ज करने देने",
  secondary_number: "यह नंबर साझा प्लान में जोड़ने",
  number_change: "अपने खाते का नंबर बदलने",
  verify_email: "अपने ई-मेल पते की पुष्टि करने",
};

const SECURITY_TEXT: Readonly<Record<SecurityEvent, { title: string; body: string }>> = {
  password_changed: { title: "पासवर्ड बदला गया", body: "आपका पासवर्ड बदला गया" },
  password_reset: { title: "नया पासवर्ड", body: "कोड से आपका नया पासवर्ड बनाया गया" },
  new_sign_in: { title: "नया साइन-इन", body: "आपके खाते में साइन-इन किया गया" },
  session_reuse: {
    title: "आपकी सुरक्षा के लिए साइन-इन समाप्त",
    body: "आपके खाते का एक पुराना साइन-इन फिर से इस्तेमाल हुआ, इसलिए हमने उसे समाप्त कर दिया",
  },
  sessions_ended: { title: "साइन-आउट", body: "आपके सभी साइन-इन समाप्त किए गए" },
  locked_out: { title: "साइन-इन रोका गया", body: "कई बार गलत पासवर्ड डालने पर आपके खाते का साइन-इन कुछ समय के लिए रोका गया" },
  phone_verified: { title: "नंबर की पुष्टि हुई", body: "आपके नंबर की पुष्टि हुई" },
  line_added: { title: "नंबर जोड़ा गया", body: "आपके खाते में एक नंबर जोड़ा गया" },
  account_suspended: { title: "खाता निलंबित", body: "आपका खाता निलंबित किया गया" },
  account_deactivated: {
    title: "खाता निष्क्रिय",
    body: "आपका खाता निष्क्रिय किया गया: आप साइन-इन कर सकते हैं, पर खरीद नहीं सकते",
  },
  account_reactivated: { title: "खाता फिर सक्रिय", body: "आपका खाता फिर सक्रिय किया गया" },
  account_closed: { title: "खाता बंद", body: "आपका खाता बंद किया गया" },
  number_changed: { title: "नंबर बदला गया", body: "आपके खाते का नंबर बदला गया" },
  email_verified: { title: "ई-मेल की पुष्टि हुई", body: "आपके ई-मेल पते की पुष्टि हुई" },
  email_removed: { title: "ई-मेल हटाया गया", body: "आपके खाते से ई-मेल पता हटाया गया" },
  line_removed: { title: "नंबर हटाया गया", body: "आपके खाते से एक नंबर हटाया गया" },
  number_linked: { title: "नंबर जोड़ा गया", body: "आपके नंबर से एक और खाता जोड़ा गया" },
};

/** Events that only the customer or we ourselves cause need no warning. */
const HARMLESS: ReadonlySet<SecurityEvent> = new Set(["phone_verified", "email_verified", "account_reactivated"]);

const WARNING = "अगर यह आपने नहीं किया, तो अपना पासवर्ड बदलें और हमसे संपर्क करें।";

export const hi: NoticeTemplates = {
  low_balance: ({ planName, phone, remainingBytes, endsAt }, format) => ({
    title: "डेटा कम बचा है",
    body: `${format.phone(phone)} पर ${planName} का केवल ${format.volume(remainingBytes)} डेटा बचा है, जो ${format.time(endsAt)} तक चलेगा।`,
  }),
  usage_50: (params, format) => ({ title: "आधा डेटा खर्च हुआ", body: dataUsed(params, format) }),
  usage_80: (params, format) => ({ title: "ज़्यादातर डेटा खर्च हुआ", body: dataUsed(params, format) }),
  data_exhausted: ({ planName, phone, overagePricePerGbMinor, currency, endsAt }, format) => ({
    title: "सारा डेटा खर्च हुआ",
    body:
      overagePricePerGbMinor === null
        ? `${format.phone(phone)} पर ${planName} का सारा डेटा खर्च हो गया। ${format.time(endsAt)} तक ऑनलाइन रहने के लिए टॉप-अप लें।`
        : `${format.phone(phone)} पर ${planName} का सारा डेटा खर्च हो गया। ${format.time(endsAt)} तक हर अतिरिक्त GB के ${format.money(overagePricePerGbMinor, currency)} लगेंगे।`,
  }),
  daily_limit_reached: ({ planName, phone, limitBytes, resetsAt }, format) => ({
    title: "आज का डेटा खर्च हुआ",
    body: `${format.phone(phone)} पर ${planName} का आज का ${format.volume(limitBytes)} डेटा खर्च हो गया। यह ${format.time(resetsAt)} से फिर मिलेगा। अभी और डेटा के लिए टॉप-अप लें।`,
  }),
  topup_activated: ({ planName, phone, endsAt }, format) => ({
    title: "टॉप-अप चालू",
    body: `${format.phone(phone)} पर टॉप-अप ${planName} ${format.time(endsAt)} तक चालू है।`,
  }),
  topup_exhausted: ({ planName, phone }, format) => ({
    title: "टॉप-अप खर्च हुआ",
    body: `${format.phone(phone)} पर ${planName} का सारा डेटा खर्च हो गया।`,
  }),
  plan_queued: ({ planName, phone, startsAt, endsAt }, format) => ({
    title: "प्लान कतार में",
    body: `${format.phone(phone)} के लिए ${planName} कतार में है। अनुमान है कि यह ${format.time(startsAt)} को शुरू और ${format.time(endsAt)} को समाप्त होगा।`,
  }),
  plan_activated: ({ planName, phone, endsAt }, format) => ({
    title: "प्लान चालू",
    body: `${format.phone(phone)} पर ${planName} अब ${format.time(endsAt)} तक चालू है।`,
  }),
  plan_expiry: ({ planName, phone, endsAt, nextPlanName }, format) => ({
    title: "प्लान जल्द समाप्त होगा",
    body: `${format.phone(phone)} पर ${planName} ${format.time(endsAt)} को समाप्त होगा। ${nextPlanName === null ? "जुड़े रहने के लिए अभी रिचार्ज करें।" : `इसके बाद ${nextPlanName} शुरू होगा।`}`,
  }),
  plan_expired: ({ planName, phone, endsAt }, format) => ({
    title: "प्लान समाप्त",
    body: `${format.phone(phone)} पर ${planName} ${format.time(endsAt)} को समाप्त हो गया।`,
  }),
  plan_cancelled: ({ planName, phone }, format) => ({
    title: "प्लान रद्द",
    body: `${format.phone(phone)} के लिए ${planName} रद्द किया गया।`,
  }),
  payment_success: (params, format) => ({
    title: "भुगतान मिला",
    body: `${format.phone(params.phone)} पर ${paidFor(params)} के लिए ${format.money(params.amountMinor, params.currency)} मिले। संदर्भ ${params.reference}।`,
  }),
  payment_failure: (params, format) => ({
    title: "भुगतान नहीं हुआ",
    body: `${format.phone(params.phone)} पर ${paidFor(params)} के लिए ${format.money(params.amountMinor, params.currency)} का भुगतान नहीं हो सका। ${ended(params.reason)}संदर्भ ${params.reference}।`,
  }),
  payment_pending: (params, format) => ({
    title: "भुगतान की पुष्टि हो रही है",
    body: `${format.phone(params.phone)} पर ${paidFor(params)} के लिए ${format.money(params.amountMinor, params.currency)} के भुगतान की पुष्टि हो रही है। दोबारा भुगतान न करें। संदर्भ ${params.reference}।`,
  }),
  refund_issued: (params, format) => ({
    title: "पैसा लौटाया गया",
    body: `${format.phone(params.phone)} पर ${paidFor(params)} के ${format.money(params.amountMinor, params.currency)} लौटाए गए। ${ended(params.reason)}संदर्भ ${params.reference}।`,
  }),
  bill_issued: ({ planName, phone, billNumber, amountMinor, currency, periodStartAt, periodEndAt, dueAt }, format) => ({
    title: "आपका बिल तैयार है",
    body: `${format.phone(phone)} पर ${planName} का बिल ${billNumber}, ${format.day(periodStartAt)} से ${format.day(periodEndAt)} तक: ${format.money(amountMinor, currency)}, अंतिम तिथि ${format.day(dueAt)}।`,
  }),
  postpaid_due_date: ({ phone, billNumber, amountMinor, currency, dueAt }, format) => ({
    title: "बिल की अंतिम तिथि पास है",
    body: `${format.phone(phone)} के बिल ${billNumber} की अंतिम तिथि ${format.day(dueAt)} है: ${format.money(amountMinor, currency)}। कृपया समय पर भुगतान करें।`,
  }),
  postpaid_overdue: ({ phone, billNumber, amountMinor, currency, dueAt, suspendsAt }, format) => ({
    title: "बिल बकाया",
    body: `${format.phone(phone)} के बिल ${billNumber} की अंतिम तिथि ${format.day(dueAt)} थी: ${format.money(amountMinor, currency)}। कृपया अभी भुगतान करें${suspendsAt === null ? "" : `, नहीं तो सेवा ${format.day(suspendsAt)} को निलंबित होगी`}।`,
  }),
  service_suspended: ({ planName, phone, cause, reason }, format) => ({
    title: "सेवा निलंबित",
    body:
      cause === "overdue"
        ? `बिल बकाया होने के कारण ${format.phone(phone)} पर ${planName} निलंबित है। सेवा फिर चालू करने के लिए बिल का भुगतान करें।`
        : `${format.phone(phone)} पर ${planName} निलंबित है। ${ended(reason)}जानकारी के लिए हमसे संपर्क करें।`,
  }),
  service_restored: ({ planName, phone }, format) => ({
    title: "सेवा फिर चालू",
    body: `${format.phone(phone)} पर ${planName} फिर चालू है।`,
  }),
  addon_activated: ({ addonName, phone, dataBytes, amountMinor, currency, endsAt }, format) => ({
    title: "ऐड-ऑन चालू",
    body: `${format.phone(phone)} पर ${addonName} (${dataBytes === null ? "असीमित डेटा" : `${format.volume(dataBytes)} डेटा`}) ${format.time(endsAt)} तक चालू है। ${format.money(amountMinor, currency)} अगले बिल में जुड़ेंगे।`,
  }),
  referral_bonus: ({ percent, expiresAt }, format) => ({
    title: "रेफ़रल इनाम",
    body: `आपके मित्र ने रिचार्ज किया, इसलिए ${format.day(expiresAt)} तक आपको एक रिचार्ज पर ${percent} % की छूट है।`,
  }),
  inactivity_warning: ({ days }) => ({
    title: "हमें आपका इंतज़ार है",
    body: `आपके खाते में ${days} दिनों से कोई प्लान नहीं है। जुड़े रहने के लिए रिचार्ज करें।`,
  }),
  link_request: ({ requesterName, phone, kind, expiresAt, codeExpiresAt }, format, secret) => ({
    title: kind === "linked" ? "परिवार से जोड़ने का अनुरोध" : "साझा प्लान का अनुरोध",
    body: `${requesterName} ${kind === "linked" ? `आपके नंबर ${format.phone(phone)}, उसके प्लान और डेटा खपत की देखभाल करना` : `आपका नंबर ${format.phone(phone)} साझा प्लान में जोड़ना`} चाहते हैं। ${
      secret === null
        ? `आप ${format.time(expiresAt)} तक स्वीकार या अस्वीकार कर सकते हैं।`
        : `सहमत हों तो कोड ${secret} दें, जो ${format.time(codeExpiresAt)} तक मान्य है। नहीं तो इस संदेश को अनदेखा करें${kind === "linked" ? " या अपने खाते में अस्वीकार करें" : ""}।`
    }`,
  }),
  link_accepted: ({ phone, label, kind }, format) => ({
    title: kind === "linked" ? "नंबर जुड़ गया" : "नंबर जोड़ा गया",
    body: `${label === null ? "" : `${label}: `}${format.phone(phone)} ${kind === "linked" ? "अब आपके खाते से जुड़ गया है" : "अब आपका प्लान साझा करता है"}।`,
  }),
  promotional: ({ title, text, titleHi, textHi }) => ({ title: titleHi ?? title, body: textHi ?? text }),
  security_alert: ({ event, at, reason }, format) => {
    const { title, body } = SECURITY_TEXT[event];
    const sentence = `${body} (${format.time(at)})।`;
    const tail = HARMLESS.has(event) || reason ? ended(reason).trim() : WARNING;
    return { title, body: tail === "" ? sentence : `${sentence} ${tail}` };
  },
  code: ({ purpose, expiresAt }, format, secret) => ({
    title: "एक बार का कोड",
    body:
      secret === null
        ? `हमने आपको ${CODE_USE[purpose]} का कोड भेजा। यह ${format.time(expiresAt)} तक मान्य है।`
        : `${CODE_USE[purpose]} का आपका कोड ${secret} है। यह ${format.time(expiresAt)} तक मान्य है। इसे किसी को न बताएँ।`,
  }),
};

function dataUsed(params: NoticeParams["usage_50"], format: NoticeFormat): string {
  const { planName, phone, percent, remainingBytes, endsAt } = params;
  return `${format.phone(phone)} पर ${planName} का ${percent} % डेटा खर्च हुआ। ${format.time(endsAt)} तक के लिए ${format.volume(remainingBytes)} बचा है।`;
}

/** What was paid: a bill, a plan, or no more than that it was a payment. */
function paidFor({ planName, billNumber }: { planName: string | null; billNumber?: string | null }): string {
  return billNumber ? `बिल ${billNumber}` : (planName ?? "आपके भुगतान");
}

/** A reason as a sentence followed by a space, or nothing. It may be in English, as staff or the gateway wrote it. */
function ended(reason: string | null | undefined): string {
  if (!reason) return "";
  if (/[.!?।]$/.test(reason)) return `${reason} `;
  return /[\u0900-\u097f]$/.test(reason) ? `${reason}। ` : `${reason}. `;
}
