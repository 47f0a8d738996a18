export default function DividerElement() {
  return (
    <div class="stDivider" data-testid="stDivider">
      <hr />
    </div>
  );
}
