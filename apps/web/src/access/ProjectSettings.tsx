export function ProjectSettings() {
  return <p>ProjectSettings</p>;
}
