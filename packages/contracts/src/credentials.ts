import { z } from "zod";
import { PASSWORD_LENGTH } from "./password-length.ts";
import { secretText } from "./text.ts";

/** A password being chosen: 8 to 128 characters, no composition rules. Common ones are refused by the domain. */
export const NewPassword = secretText(PASSWORD_LENGTH.min, PASSWORD_LENGTH.max);

/** A password as typed at sign-in: bounded only, so that a wrong one is told apart by nothing. */
export const TypedPassword = secretText(1, PASSWORD_LENGTH.max);

/** A one-time code as typed. */
export const OneTimeCode = z.string().regex(/^[0-9]{6,8}$/, "must be the 6 to 8 digits of the code");

/** An e-mail address, lower case. */
export const EmailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());
