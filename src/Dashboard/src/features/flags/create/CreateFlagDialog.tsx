import type { Place } from '../places';

export function CreateFlagDialog(_props: { places: Place[]; onClose: () => void }) {
  return null;
}
