export function Listening() {
  return <p>Listening</p>;
}
