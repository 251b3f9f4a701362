import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/subscriptions/')({
  component: RouteComponent,
})

function RouteComponent() {
  return <div>Hello "/_app/subscriptions/"!</div>
}
