import type { PictureName } from "./pictures.ts";

type Both = { readonly en: string; readonly hi: string };

/** A header or card in both languages. `plan` and `category` are names of the demo's catalogue. */
export type DemoCard = {
  readonly picture: PictureName;
  readonly title: Both;
  readonly details: Both;
  readonly cta: Both;
  readonly priceText?: Both;
  readonly plan?: string;
  readonly category?: string;
  readonly link?: string;
};
export type DemoFaq = { readonly category: Both; readonly question: Both; readonly answer: Both };

export const DEMO_HEADER: DemoCard = {
  picture: "welcome",
  title: { en: "More data, every single day", hi: "हर दिन, और ज़्यादा डेटा" },
  details: {
    en: "Unlimited calls on every pack, and 5G at no extra cost where your phone has it.",
    hi: "हर पैक पर अनलिमिटेड कॉल, और 5G फ़ोन पर बिना अतिरिक्त शुल्क 5G।",
  },
  cta: { en: "See plans", hi: "प्लान देखें" },
  link: "/plans",
};

/** Waits for its day as a draft that is ready. */
export const NEXT_HEADER: DemoCard = {
  picture: "friends",
  title: { en: "The new year begins with more", hi: "नए साल की शुरुआत, और ज़्यादा के साथ" },
  details: { en: "A free month for every friend who joins.", hi: "हर नए दोस्त पर एक महीना मुफ़्त।" },
  cta: { en: "Invite friends", hi: "दोस्तों को बुलाएँ" },
  link: "/refer",
};

export const DEMO_CARDS: readonly DemoCard[] = [
  {
    picture: "unlimited",
    title: { en: "84 days without a second thought", hi: "84 दिन, बेफ़िक्र" },
    details: { en: "1.5 GB a day, unlimited calls and 100 SMS a day.", hi: "रोज़ 1.5 GB, अनलिमिटेड कॉल और 100 SMS।" },
    priceText: { en: "₹799 for 84 days", hi: "84 दिन के लिए ₹799" },
    cta: { en: "Recharge", hi: "रिचार्ज करें" },
    plan: "Unlimited 799",
  },
  {
    picture: "data",
    title: { en: "Out of data before midnight?", hi: "आधी रात से पहले डेटा ख़त्म?" },
    details: { en: "A data pack works at once, on top of your plan.", hi: "डेटा पैक तुरंत चालू होता है, आपके प्लान के साथ।" },
    cta: { en: "Add data", hi: "डेटा जोड़ें" },
    category: "Data packs",
  },
  {
    picture: "entertainment",
    title: { en: "Cricket, films and series", hi: "क्रिकेट, फ़िल्में और सीरीज़" },
    details: { en: "Twelve streaming apps with one recharge.", hi: "एक रिचार्ज में बारह स्ट्रीमिंग ऐप।" },
    priceText: { en: "From ₹398", hi: "₹398 से" },
    cta: { en: "See packs", hi: "पैक देखें" },
    category: "Entertainment",
  },
  {
    picture: "annual",
    title: { en: "Recharge once a year", hi: "साल में एक बार रिचार्ज" },
    details: {
      en: "365 days of data and calls at the best price a day.",
      hi: "365 दिन डेटा और कॉल, सबसे कम दैनिक क़ीमत पर।",
    },
    priceText: { en: "₹3,599 for 365 days", hi: "365 दिन के लिए ₹3,599" },
    cta: { en: "Go annual", hi: "सालाना प्लान लें" },
    plan: "Annual 3599",
  },
  {
    picture: "roaming",
    title: { en: "Going abroad?", hi: "विदेश जा रहे हैं?" },
    details: { en: "Packs for a day, a week or a month.", hi: "एक दिन, हफ़्ते या महीने के पैक।" },
    cta: { en: "Roaming packs", hi: "रोमिंग पैक" },
    category: "International roaming",
  },
  {
    picture: "family",
    title: { en: "One bill for the whole family", hi: "पूरे परिवार का एक बिल" },
    details: { en: "Share a postpaid plan's data with up to four numbers.", hi: "पोस्टपेड प्लान का डेटा चार नंबरों तक बाँटें।" },
    cta: { en: "Postpaid plans", hi: "पोस्टपेड प्लान" },
    category: "Postpaid",
  },
];

const RECHARGE = { en: "Recharge", hi: "रिचार्ज" };
const DATA = { en: "Data and balance", hi: "डेटा और बैलेंस" };
const MONEY = { en: "Payments and refunds", hi: "भुगतान और रिफ़ंड" };
const POSTPAID = { en: "Postpaid", hi: "पोस्टपेड" };
const ACCOUNT = { en: "Your account", hi: "आपका खाता" };

function faq(category: Both, en: readonly [string, string], hi: readonly [string, string]): DemoFaq {
  return { category, question: { en: en[0], hi: hi[0] }, answer: { en: en[1], hi: hi[1] } };
}

export const DEMO_FAQS: readonly DemoFaq[] = [
  faq(
    RECHARGE,
    [
      "How do I recharge?",
      "Choose a plan under Plans, say which number it is for and how you pay. It starts at once, or queues behind the plan that runs.",
    ],
    [
      "रिचार्ज कैसे करें?",
      "प्लान में से एक चुनें, नंबर और भुगतान का तरीक़ा बताएँ। वह तुरंत शुरू होता है, या चल रहे प्लान के बाद कतार में लगता है।",
    ],
  ),
  faq(
    RECHARGE,
    [
      "When does a queued plan start?",
      "The moment the plan before it ends, without a gap. Under Queue you can start it at once or change the order.",
    ],
    [
      "कतार में लगा प्लान कब शुरू होता है?",
      "पिछला प्लान ख़त्म होते ही, बिना रुकावट। कतार में आप उसे तुरंत शुरू कर सकते हैं या क्रम बदल सकते हैं।",
    ],
  ),
  faq(
    RECHARGE,
    [
      "Can I recharge somebody else's number?",
      "Yes. Enter the number in place of yours. For numbers you recharge often, add them under Family.",
    ],
    [
      "क्या मैं किसी और का नंबर रिचार्ज कर सकता हूँ?",
      "हाँ। अपने नंबर की जगह उनका नंबर लिखें। जिन्हें अक्सर रिचार्ज करते हैं, उन्हें परिवार में जोड़ लें।",
    ],
  ),
  faq(
    DATA,
    [
      "What happens when my daily data is used up?",
      "You go on from a data pack if you have one. Otherwise data pauses until midnight, when the next day's data begins.",
    ],
    [
      "रोज़ का डेटा ख़त्म होने पर क्या होता है?",
      "डेटा पैक हो तो वह चलता है। नहीं तो आधी रात तक डेटा रुकता है, फिर अगले दिन का डेटा शुरू होता है।",
    ],
  ),
  faq(
    DATA,
    ["Where do I see how much data is left?", "On the home screen. Under Activity you see what you used day by day."],
    ["बचा हुआ डेटा कहाँ दिखता है?", "होम स्क्रीन पर। हर दिन का इस्तेमाल गतिविधि में दिखता है।"],
  ),
  faq(
    DATA,
    [
      "Does unused data carry over?",
      "Data packs last until their own end. What is left of a day's data is not carried over.",
    ],
    ["क्या बचा हुआ डेटा आगे जुड़ता है?", "डेटा पैक अपनी अवधि तक चलते हैं। एक दिन का बचा डेटा अगले दिन नहीं जुड़ता।"],
  ),
  faq(
    MONEY,
    [
      "My payment is pending. What now?",
      "We ask your bank for up to five minutes. Then the plan is active, or the money goes back by itself. You need not pay again.",
    ],
    [
      "मेरा भुगतान लंबित है। अब क्या करूँ?",
      "हम पाँच मिनट तक बैंक से पूछते हैं। फिर प्लान चालू होता है, या पैसा अपने आप लौट आता है। दोबारा भुगतान न करें।",
    ],
  ),
  faq(
    MONEY,
    [
      "How do I get a refund for a plan I have not started?",
      "Cancel it under Queue while it waits. The whole price goes back the way you paid.",
    ],
    [
      "जो प्लान शुरू नहीं हुआ उसका रिफ़ंड कैसे मिलेगा?",
      "कतार में रहते हुए उसे रद्द करें। पूरी क़ीमत उसी तरीक़े से लौटती है जिससे आपने भुगतान किया था।",
    ],
  ),
  faq(
    MONEY,
    ["Where do I find a receipt?", "Open the payment under Activity and download it as a PDF."],
    ["रसीद कहाँ मिलेगी?", "गतिविधि में भुगतान खोलें और PDF डाउनलोड करें।"],
  ),
  faq(
    POSTPAID,
    ["When is my bill due?", "Fifteen days after it is issued. We remind you three days before."],
    ["बिल कब तक भरना है?", "जारी होने के पंद्रह दिन बाद तक। तीन दिन पहले हम याद दिलाते हैं।"],
  ),
  faq(
    POSTPAID,
    [
      "How do I add a family number to my plan?",
      "Open Postpaid, add the number, and enter the code that its holder receives. The plan says how many numbers can share.",
    ],
    [
      "परिवार का नंबर प्लान में कैसे जोड़ें?",
      "पोस्टपेड खोलें, नंबर जोड़ें और उस नंबर पर आया कोड लिखें। कितने नंबर जुड़ सकते हैं, यह प्लान में लिखा है।",
    ],
  ),
  faq(
    ACCOUNT,
    [
      "How do I earn by inviting friends?",
      "Share your code under Refer. Your friend gets 10 % off the first recharge, and you get 30 % off one of yours.",
    ],
    [
      "दोस्तों को बुलाने पर क्या मिलता है?",
      "रेफ़र में अपना कोड साझा करें। दोस्त को पहले रिचार्ज पर 10 % और आपको अपने एक रिचार्ज पर 30 % छूट मिलती है।",
    ],
  ),
  faq(
    ACCOUNT,
    ["Can I change the language?", "Yes, under You. Messages and pages then come in English or Hindi."],
    ["क्या मैं भाषा बदल सकता हूँ?", "हाँ, प्रोफ़ाइल में। फिर संदेश और पेज हिंदी या अंग्रेज़ी में आते हैं।"],
  ),
];
