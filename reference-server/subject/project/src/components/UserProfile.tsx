export function UserProfile({ name }: { name: string }) {
  return <p>{name}</p>;
}
