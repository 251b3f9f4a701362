import { maskEmail } from "../identity/index.ts";
import { maskName } from "../referrals/index.ts";

type Fields = { fullName?: string | undefined; email?: string | null | undefined; language?: string | undefined };

/** What staff wrote about a person, for the audit log: names and addresses so that who knows them knows them again. */
export function masked({ fullName, email, language }: Fields): Record<string, string | null> {
  return {
    ...(fullName === undefined ? {} : { fullName: maskName(fullName) }),
    ...(email === undefined ? {} : { email: email === null ? null : maskEmail(email) }),
    ...(language === undefined ? {} : { language }),
  };
}
