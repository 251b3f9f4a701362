import { session } from "@nexa/client";
import { queryClient } from "./api.ts";

/** Ends the session and leaves nothing of it in this page: it is loaded anew. */
export async function signOut(): Promise<void> {
  try {
    await session.signOutStaff();
  } finally {
    queryClient.clear();
    location.assign(`${import.meta.env.BASE_URL}sign-in`);
  }
}
