export const bare = true;

/** The dialog itself looks for the calls of it. */
export default function DialogCallElement() {
  return null;
}
