import type { AdminLoginInput, LoginInput, RegisterInput } from "@nexa/contracts";
import type { ClientFailure } from "@nexa/contracts/failure";
import { SESSION_MARKS } from "@nexa/contracts/session-mark";

/** The server refused; `failure` is what it said. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly failure: ClientFailure;

  constructor(failure: ClientFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Whether the browser with these cookies has signed in to the app and not out again. The session may have ended since: the server knows. */
export function isMarkedSignedIn(app: keyof typeof SESSION_MARKS, cookies: string): boolean {
  return cookies.split("; ").includes(`${SESSION_MARKS[app]}=1`);
}

type Problem = { code?: string; detail?: string; reason?: string; requestId?: string; errors?: unknown };

/** Sign-in and sign-out of the web apps: plain routes that set the session cookie. Each throws RefusedError. */
export const session = {
  register: (input: RegisterInput) => post("/auth/customer/register", input),
  signInCustomer: (input: LoginInput) => post("/auth/customer/login", input),
  signOutCustomer: () => post("/auth/customer/logout", {}),
  signInStaff: (input: AdminLoginInput) => post("/auth/admin/login", input),
  signOutStaff: () => post("/auth/admin/logout", {}),
};

async function post(path: string, input: object): Promise<void> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  }).catch(() => null);
  if (response?.ok) return;
  throw new RefusedError(await refusalOf(response));
}

/** Reads a refusal of a plain route (problem+json); null stands for no answer. */
export async function refusalOf(response: Response | null): Promise<ClientFailure> {
  const problem: Problem = response === null ? {} : ((await response.json().catch(() => ({}))) as Problem);
  return {
    code: problem.code ?? "NETWORK",
    reason: problem.reason ?? null,
    message: problem.detail ?? "The server could not be reached. Check the connection and try again.",
    details: {},
    requestId: problem.requestId ?? null,
  };
}
