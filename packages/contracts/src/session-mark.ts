/**
 * Cookies that tell a page's scripts that somebody is signed in, so that it need not ask the server to learn that nobody is. They hold
 * no secret: what counts is the session cookie, which scripts cannot read.
 */
export const SESSION_MARKS = { customer: "nexa_customer_here", admin: "nexa_admin_here" } as const;
