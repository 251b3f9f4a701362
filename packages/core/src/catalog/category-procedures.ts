import {
  CreateCategoryInput,
  DeleteCategoryInput,
  Deleted,
  ListCategoriesInput,
  ListStaffCategoriesOutput,
  StaffCategory,
  UpdateCategoryInput,
} from "@nexa/contracts";
import { adminProcedure } from "../trpc/init.ts";
import { createCategory } from "./create-category.ts";
import { deleteCategory } from "./delete-category.ts";
import { listStaffCategories } from "./list-staff-categories.ts";
import { CATEGORY_ID, managing } from "./operation-meta.ts";
import { updateCategory } from "./update-category.ts";

/** What staff do with categories. */
export const categoryProcedures = {
  listCategories: adminProcedure
    .meta(managing("GET", "/admin/categories", { summary: "List categories", example: { limit: 50 } }))
    .input(ListCategoriesInput)
    .output(ListStaffCategoriesOutput)
    .query(({ ctx, input }) => listStaffCategories(ctx, input)),
  createCategory: adminProcedure
    .meta(
      managing("POST", "/admin/categories", {
        summary: "Create a category",
        status: 201,
        message: "The category was created.",
        example: { name: "Annual plans" },
      }),
    )
    .input(CreateCategoryInput)
    .output(StaffCategory)
    .mutation(({ ctx, input }) => createCategory(ctx, input)),
  updateCategory: adminProcedure
    .meta(
      managing("PUT", "/admin/categories/{categoryId}", {
        summary: "Rename a category",
        message: "The category was changed.",
        example: { categoryId: CATEGORY_ID, name: "Long validity" },
      }),
    )
    .input(UpdateCategoryInput)
    .output(StaffCategory)
    .mutation(({ ctx, input }) => updateCategory(ctx, input)),
  deleteCategory: adminProcedure
    .meta(
      managing("DELETE", "/admin/categories/{categoryId}", {
        summary: "Delete a category without plans",
        message: "The category was deleted.",
        example: { categoryId: CATEGORY_ID },
      }),
    )
    .input(DeleteCategoryInput)
    .output(Deleted)
    .mutation(({ ctx, input }) => deleteCategory(ctx, input)),
};
