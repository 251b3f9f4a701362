/** Every word of the console, by screen. `hi.ts` must have the same keys. */
export const en = {
  notFound: { title: "There is no such page", text: "It may have moved.", home: "Go to the dashboard" },
  signIn: {
    title: "Staff sign-in",
    ended: "Your session ended. Sign in again to go on.",
    email: "E-mail",
    password: "Password",
    submit: "Sign in",
  },
  nav: { label: "Console", dashboard: "Dashboard" },
  reasons: {},
} as const;
