/** Where the development server finds NEXA's own; only `pnpm dev` reads it. */
export const env = { serverUrl: process.env.PUBLIC_URL ?? `http://localhost:${process.env.PORT ?? "3000"}` };
