import {
  Admin,
  AdminIdInput,
  AdminLoginInput,
  AdminResetLink,
  AdminResetRequestedOutput,
  ChangePasswordInput,
  CreateAdminInput,
  DoneOutput,
  EmptyInput,
  EndSessionInput,
  ListAdminsInput,
  ListAdminsOutput,
  ListSessionsInput,
  ListSessionsOutput,
  RequestAdminResetInput,
  ResetAdminPasswordInput,
  TokenPair,
  UpdateAdminInput,
} from "@nexa/contracts";
import { adminProcedure, publicProcedure, router } from "../trpc/init.ts";
import { changePassword } from "./change-password.ts";
import { createAdmin } from "./create-admin.ts";
import { disableAdmin } from "./disable-admin.ts";
import { enableAdmin } from "./enable-admin.ts";
import { endSession } from "./end-session.ts";
import { getAdminProfile } from "./get-admin-profile.ts";
import { issueAdminResetLink } from "./issue-admin-reset-link.ts";
import { listAdmins } from "./list-admins.ts";
import { listSessions } from "./list-sessions.ts";
import { requestAdminReset } from "./request-admin-reset.ts";
import { resetAdminPassword } from "./reset-admin-password.ts";
import { signInAdmin } from "./sign-in-admin.ts";
import { signOut } from "./sign-out.ts";
import { updateAdmin } from "./update-admin.ts";

const tags = ["admin: staff"];
const adminId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
const password = "monsoon-kettle-42";

/** Signing out and sessions have no REST path here: `/logout` and `/sessions` of the customer router serve staff too. */
export const identityAdminRouter = router({
  login: publicProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/login",
        tags: ["sign-in"],
        summary: "Sign in as staff",
        message: "You are signed in.",
        example: { email: "admin@nexa.local", password },
      },
    })
    .input(AdminLoginInput)
    .output(TokenPair)
    .mutation(({ ctx, input }) => signInAdmin(ctx, input)),
  requestReset: publicProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/password/forgot",
        tags: ["sign-in"],
        summary: "Request the link that sets a forgotten staff password anew",
        description:
          "It goes by e-mail and is good for 30 minutes. The answer is the same for every address, known or not.",
        message: "If this address belongs to a member of staff, a link is on its way.",
        example: { email: "admin@nexa.local" },
      },
    })
    .input(RequestAdminResetInput)
    .output(AdminResetRequestedOutput)
    .mutation(({ ctx, input }) => requestAdminReset(ctx, input)),
  resetPassword: publicProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/password/reset",
        tags: ["sign-in"],
        summary: "Set a new staff password with the link",
        description: "Ends all your sessions.",
        message: "Your new password is set. Sign in with it.",
        example: { token: "3vXw0J8mB2qT6yLk9RzPpQhNs1dGfUa4eCiOoVbWxYs", newPassword: "banyan-lantern-77" },
      },
    })
    .input(ResetAdminPasswordInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => resetAdminPassword(ctx, input)),
  logout: adminProcedure
    .input(EmptyInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => signOut(ctx, input)),
  listSessions: adminProcedure
    .input(ListSessionsInput)
    .output(ListSessionsOutput)
    .query(({ ctx, input }) => listSessions(ctx, input)),
  endSession: adminProcedure
    .input(EndSessionInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => endSession(ctx, input)),
  getProfile: adminProcedure
    .meta({
      openapi: { method: "GET", path: "/admin/profile", tags, summary: "Your staff account", example: {} },
    })
    .input(EmptyInput)
    .output(Admin)
    .query(({ ctx, input }) => getAdminProfile(ctx, input)),
  changePassword: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/admins/change-password",
        tags,
        summary: "Change your own password",
        description: "Ends all your other sessions.",
        message: "Your password is changed.",
        example: { currentPassword: password, newPassword: "banyan-lantern-77" },
      },
    })
    .input(ChangePasswordInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  listAdmins: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/admins",
        tags,
        summary: "List staff",
        example: { role: "support", limit: 50 },
      },
    })
    .input(ListAdminsInput)
    .output(ListAdminsOutput)
    .query(({ ctx, input }) => listAdmins(ctx, input)),
  createAdmin: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/admins",
        tags,
        summary: "Add a member of staff",
        status: 201,
        message: "The account is ready. Tell them the first password; they are asked to change it.",
        example: { email: "meera@nexa.local", fullName: "Meera Iyer", role: "support", password },
      },
    })
    .input(CreateAdminInput)
    .output(Admin)
    .mutation(({ ctx, input }) => createAdmin(ctx, input)),
  updateAdmin: adminProcedure
    .meta({
      openapi: {
        method: "PUT",
        path: "/admin/admins/{adminId}",
        tags,
        summary: "Change a member of staff's name or role",
        example: { adminId, role: "manager" },
      },
    })
    .input(UpdateAdminInput)
    .output(Admin)
    .mutation(({ ctx, input }) => updateAdmin(ctx, input)),
  issueAdminResetLink: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/admins/{adminId}/reset-link",
        tags,
        summary: "Make a link by which a colleague sets a new password",
        description: "Shown this once, good for 30 minutes and one use. Their password stays unknown to you.",
        status: 201,
        message: "Give them this link. It is shown only this once.",
        example: { adminId },
      },
    })
    .input(AdminIdInput)
    .output(AdminResetLink)
    .mutation(({ ctx, input }) => issueAdminResetLink(ctx, input)),
  disableAdmin: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/admins/{adminId}/disable",
        tags,
        summary: "Disable a member of staff",
        description: "Ends their sessions. The last active owner cannot be disabled.",
        message: "The account is disabled.",
        example: { adminId },
      },
    })
    .input(AdminIdInput)
    .output(Admin)
    .mutation(({ ctx, input }) => disableAdmin(ctx, input)),
  enableAdmin: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/admins/{adminId}/enable",
        tags,
        summary: "Enable a member of staff again",
        message: "The account is enabled.",
        example: { adminId },
      },
    })
    .input(AdminIdInput)
    .output(Admin)
    .mutation(({ ctx, input }) => enableAdmin(ctx, input)),
});
