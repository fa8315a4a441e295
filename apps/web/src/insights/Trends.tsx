export function Trends() {
  return <p>Trends</p>;
}
