import { Outlet } from "@tanstack/react-router";

export function Shell() {
  return (
    <main className="px-4 py-4">
      <Outlet />
    </main>
  );
}
