import type { Language, PublicFaq, PublicHeader } from "@nexa/contracts";

/** What a home screen shows where the operator's content could never be read: words only, leading into the app. */
export type BuiltIn = { readonly header: PublicHeader; readonly faqs: readonly PublicFaq[] };

/** Fixed, so that apps can tell these from the operator's own. */
const id = (place: number) => `00000000-0000-7000-8000-00000000000${place}`;
const none = { imageUrl: null, extra: {} };

function faqs(locale: Language, pairs: readonly (readonly [question: string, answer: string])[]): PublicFaq[] {
  return pairs.map(([question, answer], at) => ({ id: id(at + 2), locale, question, answer, category: null, ...none }));
}

export const BUILT_IN: Readonly<Record<Language, BuiltIn>> = {
  en: {
    header: {
      id: id(1),
      locale: "en",
      title: "Recharge in seconds",
      description: "Choose a plan for your number or for somebody else's, and pay the way you like.",
      buttonText: "See plans",
      link: "/plans",
      ...none,
    },
    faqs: faqs("en", [
      [
        "How do I recharge?",
        "Choose a plan, say which number it is for, and pay. The plan starts at once or queues behind the one that runs.",
      ],
      ["Where do I see my balance?", "The home screen shows the plan that runs and what is left of it."],
    ]),
  },
  hi: {
    header: {
      id: id(1),
      locale: "hi",
      title: "कुछ ही सेकंड में रिचार्ज",
      description: "अपने या किसी और के नंबर के लिए प्लान चुनें और अपनी पसंद से भुगतान करें।",
      buttonText: "प्लान देखें",
      link: "/plans",
      ...none,
    },
    faqs: faqs("hi", [
      ["रिचार्ज कैसे करें?", "प्लान चुनें, नंबर बताएँ और भुगतान करें। प्लान तुरंत शुरू होता है या चल रहे प्लान के बाद कतार में लगता है।"],
      ["मेरा बैलेंस कहाँ दिखता है?", "होम स्क्रीन पर चालू प्लान और उसका बचा हुआ बैलेंस दिखता है।"],
    ]),
  },
};
