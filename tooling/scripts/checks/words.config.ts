import { defineConfig } from "i18next-cli";

/** Only for `lint`, which looks for words in the markup; `extract` is not used, the language files are typed sources. */
export default defineConfig({
  locales: ["en"],
  extract: {
    input: ["apps/*/src/**/*.tsx", "packages/ui/src/**/*.tsx"],
    output: "unused/{{language}}/{{namespace}}.json",
  },
});
